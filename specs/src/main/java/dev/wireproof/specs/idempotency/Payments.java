package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Expectation.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.pattern.Upstream;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.http1.Http1Request;
import java.util.Collections;
import java.util.List;

/// A client that pays, and the upstream where the payments take effect.
public final class Payments implements WireClient {

  private final Api api;
  private final Upstream upstream;
  private final long begin = System.nanoTime();

  public Payments(SpecContext context) {
    this(new Api(context), new Upstream(context));
  }

  private Payments(Api api, Upstream upstream) {
    this.api = api;
    this.upstream = upstream;
  }

  /// The same client at another instance of the target.
  Payments on(Target instance) {
    return new Payments(api.on(instance), upstream);
  }

  Api api() {
    return api;
  }

  Patience patience() {
    return api.patience();
  }

  /// A payment that nobody else makes, under a key that nobody else uses.
  Order fresh() {
    return new Order(Order.quoted(api.fresh("k")), 1250, api.fresh("payee"));
  }

  /// Holds the calls for this payment.
  Calls holding(Order order) {
    return upstream.holding(order::isCalledBy);
  }

  /// Has the upstream charge this payment as often as it is asked to.
  Calls charging(Order order) {
    return answering(order, order.charged());
  }

  Calls answering(Order order, Answer answer) {
    return upstream.answering(order::isCalledBy, answer);
  }

  Calls cutting(Order order) {
    return upstream.cutting(order::isCalledBy);
  }

  Http1Request request(Order order) {
    return api.request("POST", "/payments", order.json()).with("Idempotency-Key", order.key());
  }

  Reply pay(Order order) {
    return api.send(request(order));
  }

  /// A payment that is made, as a step that the spec needs.
  Reply paid(Order order) {
    return pay(order).needed(status(201));
  }

  Pending begin(Order order) {
    return api.begin(request(order));
  }

  /// All of these at once, `times` over.
  List<Reply> together(Order order, int times) {
    return api.together(Collections.nCopies(times, request(order)));
  }

  List<Reply> together(List<Order> orders) {
    return api.together(orders.stream().map(this::request).toList());
  }

  /// Sends the payment again as long as the answer is that it is in progress, for at most the
  /// slack.
  Reply settled(Order order, Calls calls) {
    Deadline deadline = Deadline.in(patience().forAnswer());
    Reply reply = pay(order);
    while (reply.status() == 409 && !deadline.passed()) {
      calls.reach(calls.count() + 1);
      reply = pay(order);
    }
    return reply;
  }

  /// How often the ledger shows a payment to this payee, as a step that the spec needs.
  long inLedger(Order order) {
    return entries(api.get("/ledger").needed(status(200)), order);
  }

  /// The ledger shows a payment to this payee, where the ledger is what the spec is about.
  ///
  /// @throws VerdictException when it does not, or is not answered at all
  void isInLedger(Order order, String expected) {
    if (entries(api.get("/ledger").expect(status(200)), order) == 0) {
      throw VerdictException.violates(expected, "no entry to " + order.to());
    }
  }

  private static long entries(Reply ledger, Order order) {
    return ledger.json().list("payments").stream()
        .filter(entry -> entry.text("to").equals(order.to()))
        .count();
  }

  /// @throws VerdictException when the ledger shows it twice; inconclusive when it does not show it
  ///   at all
  void onceInLedger(Order order) {
    long entries = inLedger(order);
    if (entries == 0) {
      throw VerdictException.inconclusive("the ledger does not show the payment at all");
    }
    if (entries > 1) {
      throw VerdictException.violates(
          "one entry in the ledger", entries + " entries to " + order.to());
    }
  }

  /// The second answer is about the payment of the first.
  void same(Reply first, Reply second, String expected) {
    String id = first.json().text("id");
    String answered =
        second
            .json()
            .find("id")
            .map(Json::text)
            .orElseThrow(
                () -> VerdictException.inconclusive("the repeat's answer names no payment"));
    if (!answered.equals(id)) {
      throw due(expected, "payment " + answered + " instead of " + id);
    }
  }

  /// The upstream is asked once, and not again for a while.
  void onceCalled(Calls calls, String expected) {
    if (calls.reach(2)) {
      throw due(expected, calls.count() + " calls of the upstream");
    }
  }

  /// The repeat is answered like a payment that was made.
  Reply created(Reply reply, String expected) {
    if (reply.status() != 200 && reply.status() != 201) {
      throw due(expected, reply.toString());
    }
    return reply;
  }

  /// A violation, unless the server may have forgotten the key since the spec began.
  private VerdictException due(String expected, String saw) {
    return api.target()
        .durationLimit("idempotency-ttl")
        .filter(ttl -> System.nanoTime() - begin > ttl.toNanos())
        .map(ttl ->
            VerdictException.inconclusive(
                "idempotency-ttl, " + ttl.toMillis() + " ms, passed while the spec ran"))
        .orElseGet(() -> VerdictException.violates(expected, saw));
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
