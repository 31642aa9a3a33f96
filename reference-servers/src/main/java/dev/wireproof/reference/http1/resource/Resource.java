package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Request;
import dev.wireproof.reference.http1.message.Response;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// Something that a target names.
interface Resource {

  /// What may be done with it, besides HEAD where there is GET, and OPTIONS.
  Set<Method> methods();

  /// Whether it has a state of its own that conditional requests can be judged by.
  default boolean hasState() {
    return false;
  }

  /// That state as a client can retrieve it; nothing while there is none.
  default Optional<Representation> current(Request request) {
    return Optional.empty();
  }

  /// What stands against the request before any precondition is looked at (RFC 9110 §13.2.1).
  default Optional<Response> refusal(Request request) {
    return Optional.empty();
  }

  /// Does what was asked for. GET and HEAD give the same response; its content is left out later.
  Response respond(Request request);

  /// Runs `action` so that nothing changes between its looking and its acting.
  default Response atomically(Supplier<Response> action) {
    return action.get();
  }
}
