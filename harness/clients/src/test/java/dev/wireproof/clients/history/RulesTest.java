package dev.wireproof.clients.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wireproof.clients.history.Operation.Delivered;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/// Each rule holds for a history that keeps it, and is shown broken by the smallest part of one
/// that does not.
class RulesTest {

  private final History history = new History();
  private int tags;

  private void publish(String message, String key, long offset) {
    history.sent("p", "topic", key, message);
    history.accepted(message, OptionalLong.of(offset));
  }

  private void publish(String... messages) {
    for (int i = 0; i < messages.length; i++) {
      publish(messages[i], "", i);
    }
  }

  private Delivered deliver(String message, String consumer, boolean redelivered) {
    var delivered =
        new Delivered(0, 0, "s", consumer, "topic", message, "t-" + ++tags, redelivered);
    history.delivered(history.now(), delivered);
    return delivered;
  }

  private Delivered deliver(String message) {
    return deliver(message, "s", false);
  }

  private void broken(Invariant rule, String saw, String... part) {
    Invariant.Broken broken = rule.brokenBy(history.of("s")).orElseThrow();
    assertThat(broken.saw()).isEqualTo(saw);
    assertThat(broken.part().stream().map(Operation::message).distinct()).containsExactly(part);
  }

  private void kept(Invariant rule) {
    assertThat(rule.brokenBy(history.of("s"))).isEmpty();
  }

  @Test
  void oneLostMessageIsAllThatIsTold() {
    publish("a", "b", "c");
    deliver("a");
    deliver("c");
    broken(Rules.NOTHING_LOST, "“b” was accepted and never handed out", "b");
    deliver("b");
    kept(Rules.NOTHING_LOST);
  }

  @Test
  void whatWasNotAcceptedMayBeLost() {
    history.sent("p", "topic", "", "a");
    kept(Rules.NOTHING_LOST);
  }

  @Test
  void whatNobodyWantsIsNotLost() {
    publish("a");
    kept(Rules.nothingLost(sent -> sent.topic().equals("other")));
  }

  @Test
  void orderIsBrokenByTwoMessages() {
    publish("a", "b", "c", "d");
    deliver("a");
    deliver("c");
    deliver("d");
    deliver("b");
    broken(Rules.IN_ORDER, "“b” was handed out after “d”, which was sent later", "b", "d");
  }

  @Test
  void orderIsThatOfFirstDeliveriesOfOnePublisher() {
    publish("a", "b");
    history.sent("q", "topic", "", "c");
    deliver("c");
    deliver("a");
    deliver("b");
    deliver("a", "s", true);
    kept(Rules.IN_ORDER);
  }

  @Test
  void twiceIsToldWithBothConsumers() {
    publish("a", "b");
    deliver("a", "s-1", false);
    deliver("b", "s-1", false);
    kept(Rules.NOTHING_TWICE);
    deliver("b", "s-2", false);
    broken(Rules.NOTHING_TWICE, "“b” was handed to s-1 and to s-2", "b");
  }

  @Test
  void whatNobodySentIsInvented() {
    publish("a");
    deliver("a");
    kept(Rules.NOTHING_INVENTED);
    deliver("z");
    broken(Rules.NOTHING_INVENTED, "“z” was handed out and never sent", "z");
  }

  @Test
  void offsetsGrow() {
    publish("a", "", 3);
    publish("b", "", 4);
    kept(Rules.OFFSETS_GROW);
    publish("c", "", 4);
    broken(
        Rules.OFFSETS_GROW, "“b” has offset 4 and “c”, sent after that was known, has 4", "b", "c");
  }

  @Test
  void offsetsOfWhatWasSentAtOnceMayBeInAnyOrder() {
    history.sent("p", "topic", "", "a");
    history.sent("q", "topic", "", "b");
    history.accepted("a", OptionalLong.of(2));
    history.accepted("b", OptionalLong.of(1));
    kept(Rules.OFFSETS_GROW);
  }

  @Test
  void anAcknowledgedMessageDoesNotComeAgain() {
    publish("a", "b");
    Delivered a = deliver("a");
    deliver("b");
    deliver("a", "s", true);
    history.acknowledged(history.now(), a);
    kept(Rules.NOTHING_AFTER_ITS_END);
    deliver("a", "s", true);
    broken(Rules.NOTHING_AFTER_ITS_END, "“a” was handed out again after its end", "a");
  }

  @Test
  void whatWasAskedForBeforeTheAcknowledgementMayCross() {
    publish("a");
    long asked = history.now();
    Delivered a = deliver("a");
    history.acknowledged(history.now(), a);
    history.delivered(asked, new Delivered(0, 0, "s", "s", "topic", "a", "t-9", true));
    kept(Rules.NOTHING_AFTER_ITS_END);
  }

  @Test
  void redeliveriesAreMarked() {
    publish("a", "b");
    deliver("a");
    deliver("a", "s", true);
    kept(Rules.REDELIVERIES_MARKED);
    deliver("b");
    deliver("b");
    broken(Rules.REDELIVERIES_MARKED, "“b” came again with redelivered: false and tag t-4", "b");
  }

  @Test
  void inFlightCountsWhatIsNotYetAcknowledged() {
    publish("a", "b", "c");
    Delivered a = deliver("a");
    deliver("b");
    history.acknowledged(history.now(), a);
    kept(Rules.atMostInFlight(2));
    deliver("c");
    kept(Rules.atMostInFlight(2));
    broken(Rules.atMostInFlight(1), "with “c” s had 2 of them", "b", "c");
  }

  @Test
  void aKeyHasOneConsumer() {
    publish("a", "k", 0);
    publish("b", "k", 1);
    publish("c", "l", 2);
    deliver("a", "s-1", false);
    deliver("c", "s-2", false);
    kept(Rules.ONE_CONSUMER_FOR_EACH_KEY);
    deliver("b", "s-2", false);
    broken(Rules.ONE_CONSUMER_FOR_EACH_KEY, "key k went to s-1 and to s-2", "a", "b");
  }

  @Test
  void theVerdictTellsTheSmallestPart() {
    publish("a", "b");
    deliver("b");
    assertThatThrownBy(() -> history.expectKept(Rules.NOTHING_TWICE, Rules.NOTHING_LOST))
        .isInstanceOf(VerdictException.class)
        .hasMessageContaining(
            "“a” was accepted and never handed out. The part of the history that shows it:"
                + " (1) p sent “a” to topic; (2) “a” was accepted with offset 0.");
  }

  @Test
  void othersDeliveriesAreNotOfThisSubscription() {
    publish("a");
    deliver("a");
    assertThat(Rules.NOTHING_LOST.brokenBy(history.of("another"))).isPresent();
  }
}
