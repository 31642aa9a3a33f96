package dev.wireproof.specs.idempotency;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.atMost;
import static dev.wireproof.engine.verdict.Expectations.equalTo;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.pattern.Upstream;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.http1.Http1Request;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/// A client that pays, and the upstream where the payments take effect. What each verb sends stands
/// in the table of the package's page.
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
  Payments at(Target instance) {
    return new Payments(api.on(instance), upstream);
  }

  /// A payment that is made by no other spec, under a key of its own.
  Order newOrder() {
    return new Order(Order.quoted(api.fresh("k")), 1250, api.fresh("payee"));
  }

  /// Holds the charges for this payment until the spec answers them.
  Calls holdCharges(Order order) {
    return upstream.holding(order::isCalledBy);
  }

  /// Answers each charge for this payment with 201.
  Calls acceptCharges(Order order) {
    return answerCharges(order, order.charged());
  }

  Calls answerCharges(Order order, Answer answer) {
    return upstream.answering(order::isCalledBy, answer);
  }

  /// Resets the connection of each charge for this payment.
  Calls cutCharges(Order order) {
    return upstream.cutting(order::isCalledBy);
  }

  private Http1Request post(Order order) {
    return post(order.key(), order.json());
  }

  private Http1Request post(String key, String json) {
    return api.request("POST", "/payments", json).with("Idempotency-Key", key);
  }

  Reply postPayment(Order order) {
    return api.send(post(order));
  }

  Reply postPayment(String key, String json) {
    return api.send(post(key, json));
  }

  Reply postWithoutKey(Order order) {
    return api.send(post(order).without("Idempotency-Key"));
  }

  /// Sends the request and does not wait for the response.
  Pending beginPost(Order order) {
    return api.begin(post(order));
  }

  List<Reply> postAtOnce(Order order, int times) {
    return api.together(Collections.nCopies(times, post(order)));
  }

  List<Reply> postAtOnce(List<Order> orders) {
    return api.together(orders.stream().map(this::post).toList());
  }

  /// Posts the payment again as long as the response is that it is in progress, for at most the
  /// patience for an answer.
  Reply postUntilSettled(Order order, Calls charges) {
    Deadline deadline = Deadline.in(api.patience().forAnswer());
    Reply reply = postPayment(order);
    while (reply.status() == 409 && !deadline.passed()) {
      charges.reach(charges.count() + 1);
      reply = postPayment(order);
    }
    return reply;
  }

  Reply get(String path) {
    return api.get(path);
  }

  Reply get(String path, String key) {
    return api.send(api.request("GET", path).with("Idempotency-Key", key));
  }

  String unknownPath() {
    return "/payments/" + api.fresh("none");
  }

  /// Control: the payment is made.
  ///
  /// @throws VerdictException when it is not answered with 201: the spec is inconclusive
  Reply requirePaid(Order order) {
    return postPayment(order).require(status(201));
  }

  /// A repeat of what is in progress is answered at once, with 409.
  ///
  /// @throws VerdictException when it is not: the spec does not apply
  Reply requireConflict(Order order) {
    Reply repeat = beginPost(order).reply(api.patience().forAnswer());
    if (repeat.status() != 409) {
      throw VerdictException.notApplicable(
          "repeats wait for the first here, and are not sent away");
    }
    return repeat;
  }

  /// The seconds that Retry-After may name.
  long mostSecondsToWait() {
    return api.target().durationLimit("retry-after").map(d -> d.toSeconds()).orElse(3600L);
  }

  /// How often the ledger shows a payment to this payee.
  long countInLedger(Order order) {
    return entries(api.get("/ledger").require(status(200)).json().list("payments"), order);
  }

  private static long entries(List<Json> ledger, Order order) {
    return ledger.stream()
        .filter(
            entry -> entry.find("to").flatMap(Json::asText).filter(order.to()::equals).isPresent())
        .count();
  }

  /// Control: the ledger shows the payment.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  void requireInLedger(Order order) {
    requireThat(
        countInLedger(order), atLeast(1).as("the payment to " + order.to() + " in the ledger"));
  }

  /// @throws VerdictException when the ledger does not show the payment, or is not there
  void expectInLedger(Order order) {
    List<Json> ledger = api.get("/ledger").expect(status(200)).expectJson().expectList("payments");
    expectThat(
        entries(ledger, order),
        atLeast(1)
            .as("the payment to " + order.to() + " in the ledger")
            .showing(_ -> "no entry to " + order.to()));
  }

  /// @throws VerdictException when the ledger shows it twice; inconclusive when it does not show it
  ///   at all
  void expectOnceInLedger(Order order) {
    requireInLedger(order);
    expectInLedgerAtMost(1, order);
  }

  /// @throws VerdictException when the ledger shows it more often
  void expectInLedgerAtMost(long most, Order order) {
    expectThat(
        countInLedger(order),
        atMost(most)
            .as("at most " + most + " entries to " + order.to() + " in the ledger")
            .showing(entries -> entries + " entries"));
  }

  /// One charge, and not another within a while of quiet.
  ///
  /// @throws VerdictException when there are more
  void expectOneCharge(Calls charges, String expected) {
    charges.reach(2);
    expectThat(
        charges.count(),
        remembered(
            atMost(1).as(expected).showing(count -> count + " POST /charges at the upstream")));
  }

  /// The response to a repeat, when the first was made.
  ///
  /// @throws VerdictException when it is not answered like a payment that was made
  Reply expectMade(Reply repeat, String expected) {
    return repeat.expect(remembered(status(200, 201).as(expected).showing(_ -> repeat.toString())));
  }

  /// The response to a repeat is about the payment of the first.
  ///
  /// @throws VerdictException when it is about another; inconclusive when it names none
  void expectSamePayment(Reply first, Reply repeat, String expected) {
    expectThat(
        repeat.json().text("id"),
        remembered(
            equalTo(first.json().text("id"))
                .as(expected)
                .showing(id -> "payment " + id + " instead of " + first.json().text("id"))));
  }

  /// A violation, unless the server may have forgotten the key since the spec began.
  private <T> Expectation<T> remembered(Expectation<T> expectation) {
    return expectation.unlessInDoubt(this::forgotten);
  }

  private Optional<String> forgotten() {
    return api.target()
        .durationLimit("idempotency-ttl")
        .filter(ttl -> System.nanoTime() - begin > ttl.toNanos())
        .map(ttl -> "idempotency-ttl, " + ttl.toMillis() + " ms, passed while the spec ran");
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
