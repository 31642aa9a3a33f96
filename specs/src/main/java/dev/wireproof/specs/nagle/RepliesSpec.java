package dev.wireproof.specs.nagle;

import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.within;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Teaches;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Small replies on a connection that is kept (RFC 9293 §3.7.4).
class RepliesSpec {

  private static final int EXCHANGES = 15;

  /// The first exchanges of a connection are acknowledged at once and show nothing.
  private static final int WARM_UP = 2;

  /// Linux delays an acknowledgement by 40 ms at least; a part of that is left for noise.
  private static final Duration NEARLY_A_DELAYED_ACK = Duration.ofMillis(30);

  @Teaches(
      id = "nagle.replies.not-held-back",
      claim = "a reply is not held back until the client acknowledges its first half",
      rfc = "9293#3.7.4",
      proves = LIVENESS,
      timing = true)
  void repliesAreNotHeldBack(Http1Wire wire) {
    List<Duration> durations = exchange(wire, EXCHANGES);
    Duration fastest = Collections.min(durations);
    expectThat(
        median(durations.subList(WARM_UP, EXCHANGES)),
        within(fastest.plus(NEARLY_A_DELAYED_ACK))
            .as("replies about as fast as the fastest, " + millis(fastest))
            .showing(median ->
                "a median of " + millis(median) + ": each waits for a delayed acknowledgement"));
  }

  /// How long each of so many exchanges on this connection takes.
  private static List<Duration> exchange(Http1Wire wire, int times) {
    var durations = new ArrayList<Duration>();
    for (int i = 0; i < times; i++) {
      long begin = System.nanoTime();
      wire.requireServed(get("/"));
      durations.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    return durations;
  }

  private static Duration median(List<Duration> durations) {
    return durations.stream().sorted().toList().get(durations.size() / 2);
  }

  private static String millis(Duration duration) {
    return "%.1f ms".formatted(duration.toNanos() / 1e6);
  }
}
