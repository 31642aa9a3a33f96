package dev.wireproof.reference.http1;

import java.time.Duration;
import java.util.Map;

/// How much of everything one client may take.
///
/// @param line octets of a request line
/// @param head octets of a header or trailer section
/// @param body octets of a decoded request body
/// @param connections how many are served at once; the next one is answered 503
/// @param idle how long a connection may wait for its next request
/// @param header how long a started head may take to arrive
/// @param transfer how long a request body may take to arrive, or a response to be taken
record Limits(
    int line,
    int head,
    int body,
    int connections,
    Duration idle,
    Duration header,
    Duration transfer) {

  /// RFC 9112 §3 recommends at least 8000 octets for a request line.
  static final Limits DEFAULT =
      new Limits(
          8192,
          32 * 1024,
          1024 * 1024,
          512,
          Duration.ofSeconds(15),
          Duration.ofSeconds(10),
          Duration.ofSeconds(30));

  Limits withTimeouts(Duration idle, Duration header, Duration transfer) {
    return new Limits(line, head, body, connections, idle, header, transfer);
  }

  /// The promises among them, under the names of a target's description.
  Map<String, String> declared() {
    return Map.of(
        "header-limit", Integer.toString(head),
        "body-limit", Integer.toString(body),
        "connections", Integer.toString(connections),
        "idle-timeout", idle.toSeconds() + "s",
        "header-timeout", header.toSeconds() + "s");
  }
}
