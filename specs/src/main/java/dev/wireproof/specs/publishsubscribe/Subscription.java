package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.history.History;
import dev.wireproof.clients.history.Invariant;
import dev.wireproof.clients.history.Operation.Delivered;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A consumer that asks under a subscription's name.
final class Subscription {

  private final Broker broker;
  private final String name;
  private final String group;

  /// @param group whose copy of each message it gets: its group's, or its own name
  Subscription(Broker broker, String name, String group) {
    this.broker = broker;
    this.name = name;
    this.group = group;
  }

  String name() {
    return name;
  }

  String path() {
    return "/subscriptions/" + name;
  }

  private Http1Request question(int wait) {
    return broker.api().request("GET", path() + "/messages?wait=" + wait);
  }

  /// Asks, whatever the answer is.
  Reply ask(int wait) {
    return broker.api().send(question(wait), broker.patience().forAnswer().plusSeconds(wait));
  }

  /// A question that is not answered yet.
  ///
  /// @param asked what the history's now was when it was asked
  /// @param begin when that was, in [System#nanoTime]
  /// @param hold how long it is held
  record Question(Pending pending, long asked, long begin, Duration hold) {

    /// Whether the broker cannot have given up holding it yet.
    boolean isYoung() {
      return System.nanoTime() - begin < hold.toNanos() * 9 / 10;
    }
  }

  Question begin(int wait) {
    long asked = broker.history().now();
    long begin = System.nanoTime();
    Pending pending = broker.api().begin(question(wait));
    return new Question(pending, asked, begin, broker.hold(Duration.ofSeconds(wait)));
  }

  /// A question that the broker has, by all appearance, before anything else happens.
  Question held(int wait) {
    Question question = begin(wait);
    Duration quiet = broker.patience().forQuiet();
    Duration part = question.hold().dividedBy(4);
    Seen seen = question.pending().reply(quiet.compareTo(part) < 0 ? quiet : part).seen();
    if (!(seen instanceof Seen.Silence) && question.isYoung()) {
      throw VerdictException.violates("no answer before there is a message", seen.toString());
    }
    return question;
  }

  List<HandedOut> answer(Question question, Duration within) {
    return handedOut(question.pending().reply(within), question.asked());
  }

  /// What is there, or comes within so many seconds.
  List<HandedOut> fetch(int wait) {
    long asked = broker.history().now();
    return handedOut(ask(wait), asked);
  }

  private List<HandedOut> handedOut(Reply reply, long asked) {
    reply.require(status(200, 204));
    if (reply.status() == 204) {
      return List.of();
    }
    return reply.expectJson().expectList("messages").stream()
        .map(json -> seen(json, asked))
        .toList();
  }

  private HandedOut seen(Json json, long asked) {
    var delivered =
        new Delivered(
            0,
            asked,
            group,
            name,
            json.expectText("topic"),
            json.expectText("body"),
            json.expectText("tag"),
            json.expectFlag("redelivered"));
    broker.history().delivered(asked, delivered);
    return new HandedOut(delivered, json);
  }

  /// Asks until `n` different messages have come, or none comes any more.
  List<HandedOut> collect(int n) {
    return collect(n, broker.patience().forAnswer());
  }

  /// As [#collect(int)], where the next may take so long.
  List<HandedOut> collect(int n, Duration patience) {
    Set<String> different = new HashSet<>();
    return collect(some -> different.addAll(numbers(some)), () -> different.size() >= n, patience);
  }

  private static Set<String> numbers(List<HandedOut> some) {
    return some.stream()
        .map(each -> each.topic() + " " + each.offset() + " " + each.body())
        .collect(Collectors.toSet());
  }

  /// Asks until all of these have come, or none comes any more.
  List<HandedOut> collect(Collection<Message> wanted) {
    var missing = wanted.stream().map(Message::body).collect(Collectors.toSet());
    return collect(
        some -> missing.removeAll(some.stream().map(HandedOut::body).collect(Collectors.toSet())),
        missing::isEmpty,
        broker.patience().forAnswer());
  }

  List<HandedOut> until(Message wanted) {
    return collect(List.of(wanted));
  }

  /// Asks until `n` messages have come, also such as came before.
  List<HandedOut> more(int n, Duration patience) {
    var count = new AtomicInteger();
    return collect(
        some -> count.addAndGet(some.size()) > 0 && !some.isEmpty(),
        () -> count.get() >= n,
        patience);
  }

  private List<HandedOut> collect(
      Predicate<List<HandedOut>> isNews, BooleanSupplier enough, Duration patience) {
    var all = new ArrayList<HandedOut>();
    Deadline deadline = Deadline.in(patience);
    while (!enough.getAsBoolean()) {
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

  /// The next `n` messages, as a step that the spec needs.
  ///
  /// @throws VerdictException when fewer come: the spec is inconclusive
  List<HandedOut> handed(int n) {
    List<HandedOut> all = collect(n);
    if (all.size() < n) {
      throw VerdictException.inconclusive(all.size() + " of " + n + " messages were handed out");
    }
    return all;
  }

  HandedOut handedOne() {
    return handed(1).getFirst();
  }

  /// Asks for these messages and then once more; what was handed out is judged.
  Subscription gets(int n, Invariant... rules) {
    collect(n);
    fetch(0);
    history().expectKept(rules);
    return this;
  }

  History history() {
    return broker.history().of(group);
  }

  Reply acks(String... tags) {
    return broker.api().post(path() + "/acks", Json.of("tags", List.of(tags)));
  }

  /// Acknowledges, as a step that the spec needs.
  Subscription acknowledged(HandedOut... messages) {
    return acknowledged(reply -> reply.require(status(204)), messages);
  }

  /// Acknowledges where that is what the spec is about.
  Subscription acknowledges(HandedOut message) {
    return acknowledged(reply -> reply.expect(status(204)), message);
  }

  private Subscription acknowledged(Consumer<Reply> judge, HandedOut... messages) {
    long begun = broker.history().now();
    judge.accept(acks(Stream.of(messages).map(HandedOut::tag).toArray(String[]::new)));
    for (HandedOut message : messages) {
      broker.history().acknowledged(begun, message.seen());
    }
    return this;
  }

  /// Gives a message back, as a step that the spec needs.
  void returned(HandedOut message) {
    returned(reply -> reply.require(status(204)), message, true);
  }

  /// Gives a message back where that is what the spec is about.
  ///
  /// @param members what the request says beside the tag: `requeue` and its value, or nothing
  void returns(HandedOut message, boolean requeue, Object... members) {
    returned(reply -> reply.expect(status(204)), message, requeue, members);
  }

  private void returned(
      Consumer<Reply> judge, HandedOut message, boolean requeue, Object... members) {
    long begun = broker.history().now();
    Object[] all =
        Stream.concat(Stream.of("tags", List.of(message.tag())), Stream.of(members)).toArray();
    judge.accept(broker.api().post(path() + "/nacks", Json.of(all)));
    broker.history().returned(begun, message.seen(), requeue);
  }

  Reply delete() {
    return broker.api().delete(path());
  }

  /// Asks for so long; what comes stands in the history.
  void watch(Duration within) {
    Deadline deadline = Deadline.in(within);
    while (!deadline.passed()) {
      fetch(1);
      Await.pause();
    }
  }

  /// Several who ask under this name at the same moment.
  List<HandedOut> together(int consumers) {
    long asked = broker.history().now();
    return broker.api().together(Collections.nCopies(consumers, question(0))).stream()
        .flatMap(reply -> handedOut(reply, asked).stream())
        .toList();
  }

  /// Asks, and reads nothing; the broker has had time to begin its answer.
  Http1Wire askWithoutReading() {
    Http1Wire wire = broker.wire().openWithoutReading().send(question(0));
    wire.watch(broker.patience().forQuiet());
    return wire;
  }

  /// A message was not handed out.
  ///
  /// @throws VerdictException when it was
  void spared(Message message, String expected) {
    if (history().all(Delivered.class).stream()
        .anyMatch(each -> each.message().equals(message.body()))) {
      throw VerdictException.violates(
          expected, "“%s”, sent to %s, was handed out".formatted(message.body(), message.topic()));
    }
  }

  /// All members of a group ask, again and again, until `n` different messages have come to them,
  /// or none comes any more. While there is nothing they wait for it at the same time.
  static void share(List<Subscription> members, int n) {
    Subscription first = members.getFirst();
    Duration patience = first.broker.patience().forAnswer();
    Set<String> different = new HashSet<>();
    Deadline deadline = Deadline.in(patience);
    boolean news = true;
    while (different.size() < n && !deadline.passed()) {
      int wait = news ? 0 : 1;
      news = false;
      List<Question> questions = members.stream().map(member -> member.begin(wait)).toList();
      for (int i = 0; i < members.size(); i++) {
        news |=
            different.addAll(
                numbers(members.get(i).answer(questions.get(i), patience.plusSeconds(wait))));
      }
      if (news) {
        deadline = Deadline.in(patience);
      } else {
        Await.pause();
      }
    }
    if (different.size() < n) {
      first.broker.timedOut();
    }
  }
}
