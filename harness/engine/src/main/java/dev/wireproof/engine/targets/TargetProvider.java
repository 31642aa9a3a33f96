package dev.wireproof.engine.targets;

import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;

/// Opens targets of one kind of address. Found by [java.util.ServiceLoader].
public interface TargetProvider {

  /// Whether an address is of this provider's kind, such as `reference:http1`.
  boolean handles(String address);

  /// Starts or finds the target.
  ///
  /// @throws InputException when the address or an option makes no sense
  /// @throws TargetUnusable when it cannot be started
  Target open(String address, TargetOptions options);
}
