package dev.wireproof.reference.http1.message;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A request up to its body.
public record Head(RequestLine line, RequestTarget target, Fields fields) {

  /// The host that the request is for: the authority of an absolute target, else Host (RFC 9112
  /// §3.3).
  public String authority() {
    return switch (target) {
      case RequestTarget.Absolute(String authority, _, _) -> authority;
      case RequestTarget.AuthorityForm(String authority) -> authority;
      default -> fields.first("Host").orElse("");
    };
  }

  public Optional<Method> method() {
    return line.knownMethod();
  }

  /// The options of Connection, in lower case.
  public List<String> connectionOptions() {
    return fields.elements("Connection").stream()
        .map(option -> option.toLowerCase(Locale.ROOT))
        .toList();
  }
}
