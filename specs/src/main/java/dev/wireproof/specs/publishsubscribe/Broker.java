package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.clients.pattern.Replies.body;

import dev.wireproof.clients.history.History;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Publishers and consumers of one spec. All that they do and see is recorded in one history. What
/// each verb sends stands in the table of the package's page.
public final class Broker implements WireClient {

  private static final Expectation<Seen> CONFIRMED =
      status(202).and(body("its offset, a whole number", json("offset").isWholeNumber()));

  private final SpecContext context;
  private final Api api;
  private final History history = new History();

  public Broker(SpecContext context) {
    this.context = context;
    this.api = new Api(context);
  }

  Api api() {
    return api;
  }

  Patience patience() {
    return context.patience();
  }

  History history() {
    return history;
  }

  /// What follows from a message that did not come depends on timing.
  void timedOut() {
    context.timedOut();
  }

  /// A connection of its own.
  Http1Wire wire() {
    return new Http1Wire(context);
  }

  /// A name that nothing else uses: a publisher's, a key's, a tag's.
  String newName(String prefix) {
    return api.fresh(prefix);
  }

  /// A topic of one level that no other spec uses.
  String newTopic() {
    return newName("t");
  }

  /// A message that no other spec sends.
  Message newMessage(String topic) {
    return Message.of(topic, newName("m"));
  }

  List<Message> newMessages(int n, String topic) {
    return Stream.generate(() -> newMessage(topic)).limit(n).toList();
  }

  Reply postMessage(Message message) {
    noteSent(message);
    return noteAccepted(message, api.send(message.request(api)));
  }

  void noteSent(Message message) {
    String publisher = message.publisher().isEmpty() ? "a publisher" : message.publisher();
    history.sent(publisher, message.topic(), message.key(), message.body());
  }

  Reply noteAccepted(Message message, Reply reply) {
    if (reply.status() == 202) {
      noteAccepted(message, reply.response());
    }
    return reply;
  }

  private void noteAccepted(Message message, Http1Response response) {
    OptionalLong offset =
        Json.read("the response", response.body())
            .flatMap(json -> json.find("offset"))
            .flatMap(Json::asNumber)
            .map(OptionalLong::of)
            .orElseGet(OptionalLong::empty);
    history.accepted(message.body(), offset);
  }

  /// Control: the message is confirmed, with its offset.
  ///
  /// @throws VerdictException when it is not: the spec is inconclusive
  Reply requirePosted(Message message) {
    return postMessage(message).require(CONFIRMED);
  }

  /// Control: the messages are confirmed, one after the other.
  ///
  /// @throws VerdictException when one is not: the spec is inconclusive
  void requirePosted(List<Message> messages) {
    messages.forEach(this::requirePosted);
  }

  /// Control: a new message to this topic is confirmed.
  ///
  /// @throws VerdictException when it is not: the spec is inconclusive
  Message requirePostedTo(String topic) {
    Message message = newMessage(topic);
    requirePosted(message);
    return message;
  }

  /// Control: `n` new messages to this topic are confirmed, one after the other.
  ///
  /// @throws VerdictException when one is not: the spec is inconclusive
  List<Message> requirePostedTo(String topic, int n) {
    return Stream.generate(() -> requirePostedTo(topic)).limit(n).toList();
  }

  /// Control: the messages are confirmed over one connection, which is quicker.
  ///
  /// @throws VerdictException when one is not: the spec is inconclusive
  void requirePostedOverOneConnection(List<Message> messages) {
    var wire = wire();
    for (Message message : messages) {
      noteSent(message);
      wire.send(message.request(api));
      if (wire.next() instanceof Seen.Response(var response) && response.status() == 202) {
        noteAccepted(message, response);
        if (response.announcesClose()) {
          wire.close();
          wire = wire();
        }
      } else {
        throw VerdictException.inconclusive("a message was not accepted");
      }
    }
    wire.close();
  }

  /// The responses come in the order of the messages.
  List<Reply> postAtOnce(List<Message> messages) {
    messages.forEach(this::noteSent);
    List<Reply> replies =
        api.together(messages.stream().map(message -> message.request(api)).toList());
    IntStream.range(0, replies.size()).forEach(i -> noteAccepted(messages.get(i), replies.get(i)));
    return replies;
  }

  /// Control: the messages, posted at the same moment, are confirmed.
  ///
  /// @throws VerdictException when one is not: the spec is inconclusive
  void requirePostedAtOnce(List<Message> messages) {
    postAtOnce(messages).forEach(reply -> reply.require(CONFIRMED));
  }

  /// Posts all of them and does not wait for the responses.
  PendingPosts beginPosts(List<Message> messages) {
    messages.forEach(this::noteSent);
    List<Pending> pending =
        messages.stream().map(message -> api.begin(message.request(api))).toList();
    return new PendingPosts(this, messages, pending);
  }

  Reply putSubscription(String name, Settings settings) {
    return api.put("/subscriptions/" + name, settings.json());
  }

  /// Control: a new subscription, under a name of its own.
  ///
  /// @throws VerdictException when it is refused: the spec is inconclusive
  Subscription requireSubscription(Settings settings) {
    return requireSubscription(newName("s"), settings);
  }

  /// Control: a new subscription under this name.
  ///
  /// @throws VerdictException when it is refused: the spec is inconclusive
  Subscription requireSubscription(String name, Settings settings) {
    putSubscription(name, settings).require(status(201));
    return new Subscription(this, name, settings);
  }

  /// Control: a new group of `n` subscriptions.
  ///
  /// @throws VerdictException when one is refused: the spec is inconclusive
  Group requireGroup(int n, Settings settings) {
    Settings member = settings.group(newName("g"));
    return new Group(this, Stream.generate(() -> requireSubscription(member)).limit(n).toList());
  }

  /// How long a GET that asks to wait for `wait` is held.
  Duration hold(Duration wait) {
    return api.target()
        .durationLimit("long-poll-hold")
        .filter(hold -> hold.compareTo(wait) < 0)
        .orElse(wait);
  }

  /// Lets time pass: a GET for a subscription without messages is held meanwhile.
  ///
  /// @throws VerdictException when it is not held: the spec is inconclusive
  void letPass(Duration time) {
    Subscription idle = requireSubscription(Settings.on(newTopic()));
    Deadline deadline = Deadline.in(time);
    while (!deadline.passed()) {
      PendingFetch fetch = idle.beginGet(1);
      Seen seen = fetch.pending().reply(Duration.ofNanos(deadline.nanosLeft())).seen();
      fetch.pending().leave();
      if (!(seen instanceof Seen.Silence || seen instanceof Seen.Response)) {
        throw VerdictException.inconclusive("a GET for messages was not held: " + seen);
      }
    }
    idle.delete();
  }

  /// The id and the offset of a message that was confirmed before.
  static Expectation<Json> sameMessageAs(Json first) {
    return json("id")
        .is(first.text("id"))
        .and(json("offset").is(first.number("offset")))
        .as("the id and the offset of the first response, " + first);
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
