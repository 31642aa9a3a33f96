package dev.wireproof.reference;

import java.util.Set;

/// One realistic bug that a reference server can be started with.
public interface Fault {

  /// A permanent name in kebab case, unique in its server: `second-request-closes`.
  String id();

  /// What the server does wrong, in one sentence.
  String description();

  /// The ids of the specs that change their verdict under this fault.
  Set<String> kills();
}
