package dev.wireproof.wire.http1;

import dev.wireproof.wire.Octets;
import java.time.Duration;

/// What one wait for a response ended with. `partial` holds what came of a message that never
/// became whole; it is empty when nothing came at all.
public sealed interface Seen {

  record Response(Http1Response response) implements Seen {
    @Override
    public String toString() {
      return response.toString();
    }
  }

  /// The peer closed the connection.
  record Closed(Octets partial) implements Seen {
    @Override
    public String toString() {
      return partial.isEmpty()
          ? "the connection was closed (FIN) without an answer"
          : "the connection was closed (FIN) in the middle of a response, after " + partial;
    }
  }

  /// The peer reset the connection, or it could not be made.
  record Broken(String why, Octets partial) implements Seen {
    @Override
    public String toString() {
      return "the connection broke (" + why + ")" + (partial.isEmpty() ? "" : " after " + partial);
    }
  }

  record Silence(Duration waited, Octets partial) implements Seen {
    @Override
    public String toString() {
      return (partial.isEmpty()
              ? "no answer"
              : "an answer that stopped after " + partial.size() + " octets")
          + " within "
          + waited.toMillis()
          + " ms";
    }
  }

  /// Octets that are no HTTP/1.1 response.
  record Garbage(Octets octets, String why) implements Seen {
    @Override
    public String toString() {
      return "not an HTTP/1.1 response (" + why + "): " + octets;
    }
  }

  /// More than the harness is willing to hold.
  record Flood(long octets, Octets beginning) implements Seen {
    @Override
    public String toString() {
      return "an answer without an end: stopped reading after " + octets + " octets";
    }
  }
}
