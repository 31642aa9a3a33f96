package dev.wireproof.reference.http1;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A request up to its body.
record Head(RequestLine line, Target target, Fields fields) {

  /// Whom the request is for: the authority of an absolute target, else Host (RFC 9112 §3.3).
  String authority() {
    return switch (target) {
      case Target.Absolute(String authority, _, _) -> authority;
      case Target.AuthorityForm(String authority) -> authority;
      default -> fields.first("Host").orElse("");
    };
  }

  Optional<Method> method() {
    return line.knownMethod();
  }

  /// The options of Connection, in lower case.
  List<String> connectionOptions() {
    return fields.elements("Connection").stream()
        .map(option -> option.toLowerCase(Locale.ROOT))
        .toList();
  }
}
