package dev.wireproof.reference.http1.codec;

import java.time.Duration;
import java.util.Map;

/// How much of everything one client may take.
///
/// @param line octets of a request line
/// @param head octets of a header or trailer section
/// @param body octets of a decoded request body
/// @param connections how many are served at once; the next one is answered 503
/// @param timeouts how long it may take
public record ServerLimits(int line, int head, int body, int connections, Timeouts timeouts) {

  /// How long a client may take.
  ///
  /// @param idle between its requests
  /// @param header from the first octet of a head to its last
  /// @param body for a request body
  /// @param send to take a response
  public record Timeouts(Duration idle, Duration header, Duration body, Duration send) {}

  /// RFC 9112 §3 recommends at least 8000 octets for a request line.
  public static final ServerLimits DEFAULT =
      new ServerLimits(
          8192,
          32 * 1024,
          1024 * 1024,
          512,
          new Timeouts(
              Duration.ofSeconds(15),
              Duration.ofSeconds(10),
              Duration.ofSeconds(30),
              Duration.ofSeconds(30)));

  /// Time-outs that a spec can wait for, and far above the pace of a busy machine.
  public static final ServerLimits BRISK =
      DEFAULT.with(
          new Timeouts(
              Duration.ofMillis(1500),
              Duration.ofMillis(1500),
              Duration.ofMillis(1500),
              Duration.ofSeconds(30)));

  public ServerLimits with(Timeouts timeouts) {
    return new ServerLimits(line, head, body, connections, timeouts);
  }

  /// The promises among them, under the names of a target's description.
  public Map<String, String> declared() {
    return Map.of(
        "header-limit",
        Integer.toString(head),
        "body-limit",
        Integer.toString(body),
        "connections",
        Integer.toString(connections),
        "idle-timeout",
        timeouts.idle().toMillis() + "ms",
        "header-timeout",
        timeouts.header().toMillis() + "ms",
        "body-timeout",
        timeouts.body().toMillis() + "ms");
  }
}
