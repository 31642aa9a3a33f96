package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.history.History;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/// Publishers and consumers of one spec. All that they do and see stands in one history.
public final class Broker implements WireClient {

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

  /// What follows from something that did not come hangs on time.
  void timedOut() {
    context.timedOut();
  }

  /// A connection of its own.
  Http1Wire wire() {
    return new Http1Wire(context);
  }

  /// A topic of one level that nobody else uses.
  String topic() {
    return api.fresh("t");
  }

  /// A message that nobody else sends.
  Message message(String topic) {
    return Message.of(topic, api.fresh("m"));
  }

  List<Message> messages(int n, String topic) {
    return IntStream.range(0, n).mapToObj(_ -> message(topic)).toList();
  }

  /// Publishes, whatever the answer is.
  Reply publish(Message message) {
    sending(message);
    return answered(message, api.send(message.request(api)));
  }

  private void sending(Message message) {
    String publisher = message.publisher().isEmpty() ? "a publisher" : message.publisher();
    history.sent(publisher, message.topic(), message.key(), message.body());
  }

  private Reply answered(Message message, Reply reply) {
    if (reply.status() == 202) {
      history.accepted(message.body(), OptionalLong.of(reply.expectJson().expectNumber("offset")));
    }
    return reply;
  }

  /// Publishes a message that the spec needs.
  Reply published(Message message) {
    return publish(message).require(status(202));
  }

  /// Publishes messages that the spec needs, one after the other.
  void published(List<Message> messages) {
    messages.forEach(this::published);
  }

  /// Publishes messages that the spec needs over one connection, which is quicker.
  void publishedAlong(List<Message> messages) {
    var wire = new Http1Wire(context);
    for (Message message : messages) {
      sending(message);
      wire.send(message.request(api));
      if (wire.next() instanceof Seen.Response(var response) && response.status() == 202) {
        history.accepted(message.body(), OptionalLong.empty());
        if (response.announcesClose()) {
          wire.close();
          wire = new Http1Wire(context);
        }
      } else {
        throw VerdictException.inconclusive("a message was not taken");
      }
    }
    wire.close();
  }

  /// Publishes all of them at the same moment; the answers come in the order of the messages.
  List<Reply> together(List<Message> messages) {
    messages.forEach(this::sending);
    List<Reply> replies =
        api.together(messages.stream().map(message -> message.request(api)).toList());
    IntStream.range(0, replies.size()).forEach(i -> answered(messages.get(i), replies.get(i)));
    return replies;
  }

  /// Publishes and does not wait; [#confirm] takes the answer.
  Pending begin(Message message) {
    sending(message);
    return api.begin(message.request(api));
  }

  Reply confirm(Message message, Pending pending) {
    return answered(message, pending.reply());
  }

  /// Asks for a subscription, whatever the answer is.
  Reply put(String name, Settings settings) {
    return api.put("/subscriptions/" + name, settings.json());
  }

  /// A subscription that the spec needs, under a name of its own.
  Subscription subscribe(Settings settings) {
    return subscribe(api.fresh("s"), settings);
  }

  Subscription subscribe(String name, Settings settings) {
    put(name, settings).require(status(201));
    Object group = settings.members().get("group");
    return new Subscription(this, name, group == null ? name : group.toString());
  }

  /// How long a question that waits for `wait` is held.
  Duration hold(Duration wait) {
    return api.target()
        .durationLimit("long-poll-hold")
        .filter(hold -> hold.compareTo(wait) < 0)
        .orElse(wait);
  }

  /// Lets time pass: a question without an answer is held meanwhile.
  void pass(Duration time) {
    Subscription idle = subscribe(Settings.on(topic()));
    Deadline deadline = Deadline.in(time);
    while (!deadline.passed()) {
      Subscription.Question question = idle.begin(1);
      Seen seen = question.pending().reply(Duration.ofNanos(deadline.nanosLeft())).seen();
      question.pending().leave();
      if (!(seen instanceof Seen.Silence || seen instanceof Seen.Response)) {
        throw VerdictException.inconclusive("a question was not held: " + seen);
      }
    }
    idle.delete();
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
