package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.isEmpty;
import static dev.wireproof.engine.verdict.Expectations.size;

import dev.wireproof.clients.history.History;
import dev.wireproof.clients.history.Invariant;
import dev.wireproof.clients.history.Operation.Accepted;
import dev.wireproof.clients.history.Operation.Delivered;
import dev.wireproof.clients.history.Operation.Sent;
import dev.wireproof.clients.history.Rules;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A consumer that fetches under a subscription's name. What each verb sends stands in the table of
/// the package's page.
final class Subscription {

  private final Broker broker;
  private final String name;
  private final Settings settings;
  private final List<HandedOut> handedOut = new ArrayList<>();

  Subscription(Broker broker, String name, Settings settings) {
    this.broker = broker;
    this.name = name;
    this.settings = settings;
  }

  String name() {
    return name;
  }

  String path() {
    return "/subscriptions/" + name;
  }

  /// Whose copy of each message it gets: its group's, or its own.
  private String owner() {
    return String.valueOf(settings.members().getOrDefault("group", name));
  }

  /// What this subscription, or its group, saw.
  History history() {
    return broker.history().of(owner());
  }

  /// All that was handed out to this consumer so far.
  List<HandedOut> handedOut() {
    return List.copyOf(handedOut);
  }

  /// How often this message was handed out, here or to another of the group.
  long countHandedOut(Message message) {
    return history().all(Delivered.class).stream()
        .filter(each -> each.message().equals(message.body()))
        .count();
  }

  private Http1Request get(int wait) {
    return broker.api().request("GET", path() + "/messages?wait=" + wait);
  }

  /// @param wait in seconds
  Reply getMessages(int wait) {
    return broker.api().send(get(wait), broker.patience().forAnswer().plusSeconds(wait));
  }

  /// Sends the GET and does not wait for the response.
  PendingFetch beginGet(int wait) {
    long asked = broker.history().now();
    long begin = System.nanoTime();
    Pending pending = broker.api().begin(get(wait));
    return new PendingFetch(pending, asked, begin, broker.hold(Duration.ofSeconds(wait)));
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

  private List<Seen> answeredEarly(PendingFetch fetch) {
    Duration quiet = broker.patience().forQuiet();
    Duration part = fetch.hold().dividedBy(4);
    Seen seen = fetch.pending().reply(quiet.compareTo(part) < 0 ? quiet : part).seen();
    return seen instanceof Seen.Silence || !fetch.isYoung() ? List.of() : List.of(seen);
  }

  /// Reads the response to a GET that was begun.
  List<HandedOut> finishGet(PendingFetch fetch, Duration within) {
    return note(fetch.pending().reply(within), fetch.asked());
  }

  /// What is there, or comes within so many seconds.
  List<HandedOut> fetch(int wait) {
    long asked = broker.history().now();
    return note(getMessages(wait), asked);
  }

  private List<HandedOut> note(Reply reply, long asked) {
    reply.require(status(200, 204));
    if (reply.status() == 204) {
      return List.of();
    }
    List<HandedOut> messages =
        reply.json().list("messages").stream().map(json -> note(json, asked)).toList();
    handedOut.addAll(messages);
    return messages;
  }

  private HandedOut note(Json json, long asked) {
    var delivered =
        new Delivered(
            0,
            asked,
            owner(),
            name,
            json.text("topic"),
            json.text("body"),
            json.text("tag"),
            json.flag("redelivered"));
    broker.history().delivered(asked, delivered);
    return new HandedOut(delivered, json);
  }

  /// Fetches until `n` different messages have come, or none comes any more.
  List<HandedOut> fetchDifferent(int n) {
    Set<String> different = new HashSet<>();
    return fetchWhile(
        some -> different.addAll(numbers(some)),
        () -> different.size() < n,
        broker.patience().forAnswer());
  }

  private static Set<String> numbers(List<HandedOut> some) {
    return some.stream()
        .map(each -> each.topic() + " " + each.offset() + " " + each.body())
        .collect(Collectors.toSet());
  }

  /// Fetches until all messages with these bodies have come, or none of them comes any more.
  private List<HandedOut> fetchUntil(Collection<String> bodies, Duration patience) {
    var missing = new HashSet<>(bodies);
    return fetchWhile(
        some -> missing.removeAll(some.stream().map(HandedOut::body).collect(Collectors.toSet())),
        () -> !missing.isEmpty(),
        patience);
  }

  /// Fetches until all of these have come to it, or none of them comes any more.
  List<HandedOut> fetchUntil(Message... wanted) {
    var missing = Stream.of(wanted).map(Message::body).collect(Collectors.toSet());
    handedOut.forEach(each -> missing.remove(each.body()));
    return fetchUntil(missing, broker.patience().forAnswer());
  }

  /// Fetches until this message has come, and once more.
  List<HandedOut> fetchThrough(Message wanted) {
    List<HandedOut> all = fetchUntil(wanted);
    return Stream.concat(all.stream(), fetch(0).stream()).toList();
  }

  /// Fetches until all messages have come that were confirmed to this topic, or none of them comes
  /// any more.
  void fetchRest(String topic) {
    Set<String> sent =
        history().all(Sent.class).stream()
            .filter(each -> each.topic().equals(topic))
            .map(Sent::message)
            .collect(Collectors.toSet());
    sent.retainAll(history().all(Accepted.class).stream().map(Accepted::message).toList());
    history().all(Delivered.class).forEach(each -> sent.remove(each.message()));
    fetchUntil(sent, broker.patience().forAnswer());
  }

  /// Fetches until `n` messages have come, also such as came before, or none comes any more.
  List<HandedOut> fetchMore(int n) {
    return fetchMore(n, Duration.ZERO);
  }

  /// As [#fetchMore(int)], where the next comes that much later.
  List<HandedOut> fetchMore(int n, Duration later) {
    var count = new AtomicInteger();
    return fetchWhile(
        some -> count.addAndGet(some.size()) > 0 && !some.isEmpty(),
        () -> count.get() < n,
        broker.patience().forAnswer().plus(later));
  }

  private List<HandedOut> fetchWhile(
      Predicate<List<HandedOut>> isNews, BooleanSupplier lacking, Duration patience) {
    var all = new ArrayList<HandedOut>();
    Deadline deadline = Deadline.in(patience);
    while (lacking.getAsBoolean()) {
      List<HandedOut> some = fetch(1);
      all.addAll(some);
      if (isNews.test(some)) {
        deadline = Deadline.in(patience);
      } else if (deadline.passed()) {
        broker.timedOut();
        break;
      } else if (some.isEmpty()) {
        Await.pause();
      }
    }
    return all;
  }

  /// Fetches for so long.
  void fetchFor(Duration time) {
    Deadline deadline = Deadline.in(time);
    while (!deadline.passed()) {
      fetch(1);
      Await.pause();
    }
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
  /// was waited for in vain.
  Duration timeUntilAgain(Duration ackTimeout) {
    long begin = System.nanoTime();
    requireMessage();
    fetchMore(1, ackTimeout);
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /// Several consumers fetch under this name at the same moment.
  void fetchAtOnce(int consumers) {
    long asked = broker.history().now();
    broker.api().together(Collections.nCopies(consumers, get(0))).forEach(reply -> note(reply, asked));
  }

  /// Sends the GET and reads nothing; the broker has had time to begin its response.
  Http1Wire getWithoutReading() {
    Http1Wire wire = broker.wire().openWithoutReading().send(get(0));
    wire.watch(broker.patience().forQuiet());
    return wire;
  }

  Reply postAcks(String... tags) {
    return broker.api().post(path() + "/acks", Json.of("tags", List.of(tags)));
  }

  /// @param members what the request says beside the tag: `requeue` and its value, or nothing
  Reply postNacks(String tag, Object... members) {
    Object[] all = Stream.concat(Stream.of("tags", List.of(tag)), Stream.of(members)).toArray();
    return broker.api().post(path() + "/nacks", Json.of(all));
  }

  Reply delete() {
    return broker.api().delete(path());
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
        size(atLeast(n))
            .as(n + " messages handed out")
            .showing(all -> all.size() + " of them"));
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
    long begun = broker.history().now();
    postAcks(Stream.of(messages).map(HandedOut::tag).toArray(String[]::new)).require(status(204));
    Stream.of(messages).forEach(each -> broker.history().acknowledged(begun, each.seen()));
  }

  /// The broker takes the acknowledgement.
  ///
  /// @throws VerdictException when it does not
  void expectAcknowledged(HandedOut message) {
    long begun = broker.history().now();
    postAcks(message.tag()).expect(status(204));
    broker.history().acknowledged(begun, message.seen());
  }

  /// Control: the broker takes the message back.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  void requireGivenBack(HandedOut message) {
    long begun = broker.history().now();
    postNacks(message.tag()).require(status(204));
    broker.history().returned(begun, message.seen(), true);
  }

  /// The broker takes a negative acknowledgement.
  ///
  /// @param requeue whether others shall have the message, if the request says so
  /// @throws VerdictException when it does not
  void expectNacked(HandedOut message, Optional<Boolean> requeue) {
    long begun = broker.history().now();
    Object[] members =
        requeue.map(said -> new Object[] {"requeue", said}).orElseGet(() -> new Object[0]);
    postNacks(message.tag(), members).expect(status(204));
    broker.history().returned(begun, message.seen(), requeue.orElse(true));
  }

  /// The next message that is handed out, with members that are as expected.
  ///
  /// @throws VerdictException when none comes, or one that is otherwise
  @SafeVarargs
  final void expectMessage(String expected, Expectation<? super Json>... members) {
    List<Json> messages = expectFetched();
    Deadline deadline = Deadline.in(broker.patience().forAnswer());
    while (messages.isEmpty() && !deadline.passed()) {
      Await.pause();
      messages = expectFetched();
    }
    if (messages.isEmpty()) {
      broker.timedOut();
    }
    expectThat(
        messages, size(atLeast(1)).as(expected).showing(_ -> "nothing was handed out"));
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
        fetchUntil(bodies, broker.patience().forAnswer().plus(later)).stream()
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
    broker
        .putSubscription(name, settings)
        .expect(
            Expectation.of(
                "the durable subscription, which outlives the broker's end, in response",
                seen -> !created.allows(seen),
                _ -> "201: it was no longer there"));
  }
}
