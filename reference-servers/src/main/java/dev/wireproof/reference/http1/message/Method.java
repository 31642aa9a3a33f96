package dev.wireproof.reference.http1.message;

import java.util.Arrays;
import java.util.Optional;

/// The methods that this server knows, even where no resource allows them (RFC 9110 §9, RFC 5789).
public enum Method {
  GET,
  HEAD,
  POST,
  PUT,
  DELETE,
  CONNECT,
  OPTIONS,
  TRACE,
  PATCH;

  public static Optional<Method> named(String name) {
    return Arrays.stream(values()).filter(method -> method.name().equals(name)).findFirst();
  }

  /// Retrieves a representation, whole or in part.
  public boolean isGetOrHead() {
    return this == GET || this == HEAD;
  }
}
