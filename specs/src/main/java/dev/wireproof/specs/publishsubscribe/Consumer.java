package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.history.History;
import dev.wireproof.clients.history.Operation.Accepted;
import dev.wireproof.clients.history.Operation.Delivered;
import dev.wireproof.clients.history.Operation.Sent;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What a consumer fetches under a subscription's name, and the history of it. Nothing here judges;
/// what each verb sends stands in the table of the package's page.
abstract sealed class Consumer permits Subscription {

  private final Broker broker;
  private final String name;
  private final Settings settings;
  private final List<HandedOut> handedOut = new ArrayList<>();

  Consumer(Broker broker, String name, Settings settings) {
    this.broker = broker;
    this.name = name;
    this.settings = settings;
  }

  Broker broker() {
    return broker;
  }

  Settings settings() {
    return settings;
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

  /// What came of a GET at once, before there is a message.
  List<Seen> answeredEarly(PendingFetch fetch) {
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

  static Set<String> numbers(List<HandedOut> some) {
    return some.stream()
        .map(each -> each.topic() + " " + each.offset() + " " + each.body())
        .collect(Collectors.toSet());
  }

  /// Fetches until all messages with these bodies have come, or none of them comes any more.
  List<HandedOut> fetchUntil(Collection<String> bodies, Duration patience) {
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

  /// Several consumers fetch under this name at the same moment.
  void fetchAtOnce(int consumers) {
    long asked = broker.history().now();
    broker
        .api()
        .together(Collections.nCopies(consumers, get(0)))
        .forEach(reply -> note(reply, asked));
  }

  /// Sends the GET and reads nothing; the broker has had time to begin its response.
  Http1Wire getWithoutReading() {
    Http1Wire wire = broker.wire().openWithoutReading().send(get(0));
    wire.watch(broker.patience().forQuiet());
    return wire;
  }
}
