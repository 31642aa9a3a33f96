package dev.wireproof.specs.publishsubscribe;

import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.List;
import java.util.function.BiConsumer;

/// Messages that were handed out, and an acknowledgement that the broker certainly had before their
/// ack timeout was over. What a later one does is free.
///
/// @param messages all that were handed out before the acknowledgement
/// @param ackTimeout the shortest that this machine could keep
record AckedInTime(Subscription subscription, List<HandedOut> messages, Duration ackTimeout) {

  private static final List<Duration> TIMEOUTS =
      List.of(Duration.ofMillis(800), Duration.ofSeconds(3), Duration.ofSeconds(12));

  AckedInTime {
    messages = List.copyOf(messages);
  }

  /// Control: the acknowledgement comes in time, with one of the timeouts.
  ///
  /// @param n how many messages are handed out
  /// @param acknowledge acknowledges some of them
  /// @throws VerdictException when it may have come too late each time: the spec is inconclusive
  static AckedInTime require(
      Broker broker, int n, BiConsumer<Subscription, List<HandedOut>> acknowledge) {
    for (Duration timeout : TIMEOUTS) {
      String topic = broker.newTopic();
      Subscription subscription =
          broker.requireSubscription(Settings.manual(topic, timeout.toMillis()));
      broker.requirePostedTo(topic, n);
      long begin = System.nanoTime();
      List<HandedOut> messages = subscription.requireMessages(n);
      acknowledge.accept(subscription, messages);
      if (System.nanoTime() - begin < timeout.toNanos() * 4 / 5) {
        return new AckedInTime(subscription, messages, timeout);
      }
    }
    throw VerdictException.inconclusive("each acknowledgement may have come too late");
  }
}
