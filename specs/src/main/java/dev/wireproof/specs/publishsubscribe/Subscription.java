package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.isEmpty;
import static dev.wireproof.engine.verdict.Expectations.size;

import dev.wireproof.clients.history.Invariant;
import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A consumer that fetches under a subscription's name, acknowledges and gives back. What each verb
/// sends stands in the table of the package's page.
final class Subscription extends Consumer {

  Subscription(Broker broker, String name, Settings settings) {
    super(broker, name, settings);
  }

  /// Control: a GET that the broker has, by all appearance, and holds.
  ///
  /// @throws VerdictException when it is answered at once: the spec is inconclusive
  PendingFetch requireHeld(int wait) {
    PendingFetch fetch = beginGet(wait);
    requireThat(answeredEarly(fetch), isEmpty().as("no response before there is a message"));
    return fetch;
  }

  /// A GET that the broker has, by all appearance, and holds.
  ///
  /// @throws VerdictException when it is answered at once
  PendingFetch expectHeld(int wait) {
    PendingFetch fetch = beginGet(wait);
    expectThat(answeredEarly(fetch), isEmpty().as("no response before there is a message"));
    return fetch;
  }

  Reply postAcks(String... tags) {
    return broker().api().post(path() + "/acks", Json.of("tags", List.of(tags)));
  }

  /// @param members what the request says beside the tag: `requeue` and its value, or nothing
  Reply postNacks(String tag, Object... members) {
    Object[] all = Stream.concat(Stream.of("tags", List.of(tag)), Stream.of(members)).toArray();
    return broker().api().post(path() + "/nacks", Json.of(all));
  }

  Reply delete() {
    return broker().api().delete(path());
  }

  /// Fetches and acknowledges until `n` different messages have come, or none comes any more.
  ///
  /// @param later how much later the next may come
  void consume(int n, Duration later) {
    Set<String> different = new HashSet<>();
    List<HandedOut> some;
    do {
      some = fetchMore(1, later);
      if (!some.isEmpty()) {
        requireAcknowledged(some.toArray(HandedOut[]::new));
      }
      different.addAll(numbers(some));
    } while (different.size() < n && !some.isEmpty());
  }

  /// The time from before the first GET until a message has been handed out twice, or as long as it
  /// was waited for without success.
  Duration timeUntilAgain(Duration ackTimeout) {
    long begin = System.nanoTime();
    requireMessage();
    fetchMore(1, ackTimeout);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /// Control: it is deleted.
  ///
  /// @throws VerdictException when the DELETE is refused: the spec is inconclusive
  void requireDeleted() {
    delete().require(status(204));
  }

  /// Control: the next `n` messages are handed out.
  ///
  /// @throws VerdictException when fewer are: the spec is inconclusive
  List<HandedOut> requireMessages(int n) {
    return requireThat(
        fetchDifferent(n),
        size(atLeast(n)).as(n + " messages handed out").showing(all -> all.size() + " of them"));
  }

  /// Control: the next message is handed out.
  ///
  /// @throws VerdictException when none is: the spec is inconclusive
  HandedOut requireMessage() {
    return requireMessages(1).getFirst();
  }

  /// Control: the broker takes the acknowledgement.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  void requireAcknowledged(HandedOut... messages) {
    long begun = broker().history().now();
    postAcks(Stream.of(messages).map(HandedOut::tag).toArray(String[]::new)).require(status(204));
    Stream.of(messages).forEach(each -> broker().history().acknowledged(begun, each.seen()));
  }

  /// The broker takes the acknowledgement.
  ///
  /// @throws VerdictException when it does not
  void expectAcknowledged(HandedOut message) {
    long begun = broker().history().now();
    postAcks(message.tag()).expect(status(204));
    broker().history().acknowledged(begun, message.seen());
  }

  /// Control: the broker takes the message back.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  void requireGivenBack(HandedOut message) {
    long begun = broker().history().now();
    postNacks(message.tag()).require(status(204));
    broker().history().returned(begun, message.seen(), true);
  }

  /// The broker takes a negative acknowledgement.
  ///
  /// @param requeue whether others shall have the message, if the request says so
  /// @throws VerdictException when it does not
  void expectNacked(HandedOut message, Optional<Boolean> requeue) {
    long begun = broker().history().now();
    Object[] members =
        requeue.map(said -> new Object[] {"requeue", said}).orElseGet(() -> new Object[0]);
    postNacks(message.tag(), members).expect(status(204));
    broker().history().returned(begun, message.seen(), requeue.orElse(true));
  }

  /// The next message that is handed out, with members that are as expected.
  ///
  /// @throws VerdictException when none comes, or one that is otherwise
  @SafeVarargs
  final void expectMessage(String expected, Expectation<? super Json>... members) {
    List<Json> messages = expectFetched();
    Deadline deadline = Deadline.in(broker().patience().forAnswer());
    while (messages.isEmpty() && !deadline.passed()) {
      Await.pause();
      messages = expectFetched();
    }
    if (messages.isEmpty()) {
      broker().timedOut();
    }
    expectThat(messages, size(atLeast(1)).as(expected).showing(_ -> "nothing was handed out"));
    messages.getFirst().expect(members);
  }

  private List<Json> expectFetched() {
    Reply reply = getMessages(1).expect(status(200, 204));
    return reply.status() == 204 ? List.of() : reply.expectJson().expectList("messages");
  }

  /// Fetches `n` different messages and once more; what was handed out is judged.
  ///
  /// @throws VerdictException when a rule is broken
  void expectMessages(int n, Invariant... rules) {
    fetchDifferent(n);
    fetch(0);
    history().expectKept(rules);
  }

  /// The message is handed out.
  ///
  /// @throws VerdictException when it does not come
  void expectHandedOut(Message message) {
    fetchUntil(message);
    history().expectKept(Rules.nothingLost(sent -> sent.message().equals(message.body())));
  }

  /// The message was not handed out so far.
  ///
  /// @throws VerdictException when it was
  void expectNotHandedOut(Message message, String expected) {
    expectThat(
        countHandedOut(message),
        Expectation.<Long>of(
            expected,
            count -> count == 0,
            _ -> "“%s”, sent to %s, was handed out".formatted(message.body(), message.topic())));
  }

  /// These messages are handed out again, or to this member after another.
  ///
  /// @param later how much later that may be
  /// @throws VerdictException when one of them does not come
  void expectAgain(List<HandedOut> messages, Duration later, String expected) {
    List<String> bodies = messages.stream().map(HandedOut::body).toList();
    List<String> again =
        fetchUntil(bodies, broker().patience().forAnswer().plus(later)).stream()
            .map(HandedOut::body)
            .toList();
    expectThat(
        bodies.stream().filter(each -> !again.contains(each)).toList(),
        isEmpty()
            .as(expected)
            .showing(missing -> "“" + missing.iterator().next() + "” was not handed out again"));
  }

  /// The same PUT does not create it anew.
  ///
  /// @throws VerdictException when it does
  void expectOutlived() {
    Expectation<Seen> created = status(201);
    broker()
        .putSubscription(name(), settings())
        .expect(
            Expectation.of(
                "the durable subscription, which outlives the broker's end, in response",
                seen -> !created.allows(seen),
                _ -> "201: it was no longer there"));
  }
}
