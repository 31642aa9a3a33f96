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

/// Small replies on a connection that is kept (RFC 9293 §3.7.4).
class RepliesSpec {

  private static final int EXCHANGES = 15;

  /// The first exchanges of a connection are acknowledged at once and show nothing.
  private static final int WARM_UP = 2;

  /// Linux delays an acknowledgement by 40 ms at least.
  private static final Duration DELAYED_ACK = Duration.ofMillis(40);

  @Teaches(
      id = "nagle.replies.not-held-back",
      claim = "a reply is not held back until the client acknowledges its first half",
      rfc = "9293#3.7.4",
      proves = LIVENESS,
      timing = true)
  void repliesAreNotHeldBack(Http1Wire wire) {
    var durations = new ArrayList<Duration>();
    for (int i = 0; i < EXCHANGES; i++) {
      long begin = System.nanoTime();
      wire.requireServed(get("/"));
      durations.add(Duration.ofNanos(System.nanoTime() - begin));
    }
    var warm = durations.subList(WARM_UP, EXCHANGES);
    Duration median = warm.stream().sorted().toList().get(warm.size() / 2);
    Duration fastest = Collections.min(durations);
    expectThat(
        median.minus(fastest),
        within(DELAYED_ACK.multipliedBy(3).dividedBy(4))
            .as("replies about as fast as the fastest, " + millis(fastest))
            .showing(_ ->
                "a median of " + millis(median) + ": each waits for a delayed acknowledgement"));
  }

  private static String millis(Duration duration) {
    return "%.1f ms".formatted(duration.toNanos() / 1e6);
  }
}
