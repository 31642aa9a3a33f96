package dev.wireproof.reference.idempotency;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.UpstreamClient;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;

/// Makes each payment once, however often it is sent.
final class PaymentServer implements WebBased {

  private final String instance;
  private final Set<IdempotencyFault> faults;
  private final IdempotencyKeys keys;
  private final PaymentStore store;
  private final PaymentLedger ledger;
  private final UpstreamClient upstream;
  private final Charges charges;
  private final WebServer web;
  private final Map<String, Problem> refusals = new ConcurrentHashMap<>();
  private final Map<String, ReentrantLock> payees = new ConcurrentHashMap<>();

  private PaymentServer(Environment environment, Set<IdempotencyFault> faults) throws IOException {
    this.instance = environment.instance();
    this.faults = faults;
    this.keys = new IdempotencyKeys(faults);
    this.store = new PaymentStore(environment.stateDirOrTemporary(), instance, faults);
    this.ledger = new PaymentLedger(store, faults);
    this.upstream = new UpstreamClient(environment.upstream());
    this.charges = new Charges(upstream, faults);
    var routes =
        new Router("idempotency")
            .on("POST", "/payments", refusing(this::pay))
            .on("GET", "/payments/{id}", refusing(this::show))
            .on("GET", "/ledger", exchange -> exchange.respond(200, ledger.shown()));
    this.web =
        WebServer.start(
            environment,
            routes.endingOnCutJson(has(IdempotencyFault.ENDS_ON_CUT_JSON), this::close),
            this::end);
  }

  static PaymentServer start(Environment environment, Set<IdempotencyFault> faults)
      throws IOException {
    return new PaymentServer(environment, faults);
  }

  /// The order of these steps is the whole idea: read all of the request, take the key, have the
  /// effect, record it, answer.
  private void pay(Exchange exchange) throws IOException, InterruptedException, Problem {
    Request request = exchange.request();
    String key = keys.of(request);
    Payment payment = read(request, key);
    KeyRecord mine = KeyRecord.inProgress(keys.id(key, payment), payment, instance);
    Optional<KeyRecord> equal = equal(payment);
    Optional<KeyRecord> known = equal.isPresent() ? equal : store.claimOrFind(mine);
    if (known.isPresent()) {
      repeat(exchange, known.get(), payment, key);
    } else {
      first(exchange, mine, key);
    }
  }

  /// An equal payment that was made, where these are taken for repeats.
  private Optional<KeyRecord> equal(Payment payment) throws IOException {
    return has(IdempotencyFault.EQUAL_PAYMENT_IS_A_REPEAT)
        ? store.all().stream().filter(e -> e.isPaid() && e.payment().equals(payment)).findFirst()
        : Optional.empty();
  }

  private Payment read(Request request, String key) throws Problem {
    if (refusals.containsKey(key)) {
      throw refusals.get(key);
    }
    try {
      return Payment.of(request, faults);
    } catch (Problem problem) {
      if (has(IdempotencyFault.REFUSAL_BURNS_KEY) && problem.status() == 422) {
        refusals.put(key, problem);
      }
      if (has(IdempotencyFault.NO_JSON_IS_500) && problem.status() == 400) {
        throw new Problem(500, "The body could not be parsed.");
      }
      throw problem;
    }
  }

  private void first(Exchange exchange, KeyRecord mine, String key)
      throws IOException, InterruptedException, Problem {
    KeyRecord early = ledger.enterEarly(mine);
    Charges.Outcome outcome;
    try {
      outcome = effect(exchange, mine, key);
    } catch (InterruptedException e) {
      if (exchange.hasLeft()) {
        store.release(mine.id());
      }
      throw e;
    }
    ledger.withdraw(early);
    if (outcome.isKnown()) {
      KeyRecord done = mine.done(outcome.status(), outcome.charge());
      store.record(done);
      ledger.recorded(done);
      if (forgets(exchange, done)) {
        store.release(done.id());
      }
      respond(exchange, done);
      return;
    }
    if (has(IdempotencyFault.FAILURE_RECORDED)) {
      store.record(mine.done(502, ""));
    } else if (!has(IdempotencyFault.FAILURE_BURNS_KEY)) {
      store.release(mine.id());
    }
    throw new Problem(outcome.status(), "The upstream failed; it may have happened or not.");
  }

  private boolean forgets(Exchange exchange, KeyRecord done) {
    return (has(IdempotencyFault.ROLLED_BACK_WITH_CLIENT) && exchange.hasLeft())
        || (has(IdempotencyFault.DECLINED_NOT_RECORDED) && !done.isPaid());
  }

  private Charges.Outcome effect(Exchange exchange, KeyRecord mine, String key)
      throws InterruptedException {
    if (has(IdempotencyFault.CANCELLED_WITH_CLIENT)) {
      exchange.onLeave(Thread.currentThread()::interrupt);
    }
    if (!has(IdempotencyFault.PAYEE_LOCKED)) {
      return charges.make(key, mine.payment());
    }
    ReentrantLock lock = payees.computeIfAbsent(mine.payment().to(), _ -> new ReentrantLock());
    lock.lockInterruptibly();
    try {
      return charges.make(key, mine.payment());
    } finally {
      lock.unlock();
    }
  }

  private void repeat(Exchange exchange, KeyRecord known, Payment payment, String key)
      throws IOException, InterruptedException, Problem {
    if (!isSame(known.payment(), payment)) {
      throw new Problem(422, "This key was used for another payment.");
    }
    if (known.isInProgress() && !has(IdempotencyFault.IN_PROGRESS_IS_201)) {
      throw new Problem(409, "The first request with this key is in progress.", retryAfter());
    }
    if (has(IdempotencyFault.CHARGED_AGAIN_ON_REPLAY) && known.isPaid()) {
      charges.make(key, payment);
    }
    ledger.repeated(known);
    if (known.isInProgress() || known.isPaid()) {
      replay(exchange, known);
    } else {
      respond(exchange, known);
    }
  }

  private boolean isSame(Payment known, Payment payment) {
    if (has(IdempotencyFault.ONLY_AMOUNT_COMPARED)) {
      return known.amount() == payment.amount();
    }
    return has(IdempotencyFault.PAYLOAD_NOT_COMPARED) || known.equals(payment);
  }

  private String[] retryAfter() {
    if (has(IdempotencyFault.RETRY_AFTER_MISSING)) {
      return new String[0];
    }
    boolean milliseconds = has(IdempotencyFault.RETRY_AFTER_IN_MILLISECONDS);
    return new String[] {"Retry-After: " + (milliseconds ? 1000 : 1)};
  }

  private void respond(Exchange exchange, KeyRecord done) throws IOException, Problem {
    if (!done.isPaid()) {
      throw new Problem(done.status(), "The payment was declined.");
    }
    int status = has(IdempotencyFault.ANSWERED_WITH_200) ? 200 : 201;
    exchange.respond(status, done.shown(), location(done));
  }

  private void replay(Exchange exchange, KeyRecord done) throws IOException {
    int status = has(IdempotencyFault.REPLAYED_WITH_200) ? 200 : 201;
    var body =
        has(IdempotencyFault.REPLAYED_WITHOUT_BODY) ? Map.<String, Object>of() : done.shown();
    if (has(IdempotencyFault.REPLAYED_WITHOUT_LOCATION)) {
      exchange.respond(status, body);
    } else {
      exchange.respond(status, body, location(done), "Idempotent-Replayed: true");
    }
  }

  private String location(KeyRecord done) {
    return "Location: /payments" + (has(IdempotencyFault.LOCATION_OF_ALL) ? "" : "/" + done.id());
  }

  private void show(Exchange exchange) throws IOException, Problem {
    String id = exchange.variable("id");
    if (has(IdempotencyFault.KEY_READ_ON_GET)
        && exchange.request().field("Idempotency-Key").isPresent()) {
      id = keys.id(keys.of(exchange.request()), new Payment(0, ""));
    }
    var found = store.find(id).filter(KeyRecord::isPaid);
    if (found.isEmpty() && has(IdempotencyFault.UNKNOWN_ID_IS_200)) {
      exchange.respond(200, Map.of());
      return;
    }
    exchange.respond(
        200, found.orElseThrow(() -> new Problem(404, "There is no such payment.")).shown());
  }

  /// The web server sends a refusal as it should be; a fault changes that.
  private Handler refusing(Handler handler) {
    return handler.refusing(
        has(IdempotencyFault.REFUSES_WITHOUT_A_WORD), has(IdempotencyFault.PROBLEMS_AS_JSON));
  }

  private boolean has(IdempotencyFault fault) {
    return faults.contains(fault);
  }

  @Override
  public WebServer web() {
    return web;
  }

  @Override
  public void stop(Duration grace) {
    try {
      store.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    web.stop(grace);
  }

  private void end() {
    store.close();
    upstream.close();
  }
}
