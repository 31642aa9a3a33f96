package dev.wireproof.reference.publishsubscribe;

import static dev.wireproof.reference.publishsubscribe.BrokerFault.ACKS_MISSING;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.ANSWERED_WITH_200;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.BAD_WAIT_IS_0;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.BODY_CUT_AT_4096;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.BODY_OF_ANY_TYPE;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.BODY_STRIPPED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.DEFAULTS_NOT_SHOWN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.FETCHING_MISSING;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.HELD_AT_STOP;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.HOLD_UNCAPPED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.KEY_FORGOTTEN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.NACKS_MISSING;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.NO_JSON_IS_500;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.PROBLEMS_AS_JSON;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.REFUSES_WITHOUT_A_WORD;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.REQUEUE_IS_FALSE_WHEN_LEFT_OUT;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.SEQ_OF_ALL_PUBLISHERS;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.TTL_UNCHECKED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.UNKNOWN_IS_EMPTY;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.WRITES_UNDER_LOCK;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// A broker over HTTP.
final class BrokerServer implements WebBased {

  private static final int LONGEST_KEY = 256;

  private final Duration hold;
  private final Duration ackTimeout;
  private final Set<BrokerFault> faults;
  private final BrokerJournal journal;
  private final Broker broker;
  private final WebServer web;

  private BrokerServer(
      Environment environment, Duration hold, Duration ackTimeout, Set<BrokerFault> faults)
      throws IOException {
    this.hold = hold;
    this.ackTimeout = ackTimeout;
    this.faults = faults;
    this.journal = BrokerJournal.open(environment.stateDirOrTemporary(), faults);
    this.broker = new Broker(journal, faults);
    String subscription = "/subscriptions/{name}";
    var routes =
        new Router("publish-subscribe")
            .on("POST", "/topics/{topic}/messages", refusing(this::publish))
            .on("PUT", subscription, refusing(this::subscribe))
            .on("DELETE", subscription, refusing(this::delete))
            .on("GET", subscription + "/messages", written(FETCHING_MISSING, this::fetch))
            .on("POST", subscription + "/acks", written(ACKS_MISSING, this::acknowledge))
            .on("POST", subscription + "/nacks", written(NACKS_MISSING, this::giveBack))
            .on("GET", "/_lab/stats", exchange -> exchange.respond(200, broker.stats()))
            .on("POST", "/_lab/reset", this::reset);
    this.web =
        WebServer.start(
            environment,
            routes.endingOnCutJson(faults.contains(BrokerFault.ENDS_ON_CUT_JSON), this::close),
            this::end);
  }

  /// Opens a broker.
  ///
  /// @param hold how long a fetch is held at most
  /// @param ackTimeout the acknowledgement time-out of a subscription that names none
  static BrokerServer start(
      Environment environment, Duration hold, Duration ackTimeout, Set<BrokerFault> faults)
      throws IOException {
    return new BrokerServer(environment, hold, ackTimeout, faults);
  }

  private void publish(Exchange exchange) throws IOException, Problem {
    Request request = exchange.request();
    String topic = Filter.topic(exchange.variable("topic"), faults);
    Map<String, Object> json = request.json();
    boolean retain = flag(json, "retain", false);
    var draft =
        BrokerMessage.draft(Names.fresh(), topic, key(json), body(json), retain, ttl(json))
            .by(publisher(request), seq(request));
    BrokerMessage message = broker.publish(draft);
    int status = faults.contains(ANSWERED_WITH_200) ? 200 : 202;
    exchange.respond(status, Map.of("id", message.id(), "offset", message.offset()));
  }

  private String body(Map<String, Object> json) throws Problem {
    Object body = json.get("body");
    if (body != null && faults.contains(BODY_OF_ANY_TYPE)) {
      body = body.toString();
    }
    if (!(body instanceof String text)) {
      throw new Problem(422, "“body” is to be a text.");
    }
    if (faults.contains(BODY_STRIPPED)) {
      return text.strip();
    }
    return faults.contains(BODY_CUT_AT_4096)
        ? text.substring(0, Math.min(4096, text.length()))
        : text;
  }

  private static Optional<String> key(Map<String, Object> json) throws Problem {
    Object key = json.get("key");
    if (key == null) {
      return Optional.empty();
    }
    if (key instanceof String text && text.codePointCount(0, text.length()) <= LONGEST_KEY) {
      return Optional.of(text);
    }
    throw new Problem(422, "“key” is to be a text of up to 256 characters.");
  }

  private static boolean flag(Map<String, Object> json, String name, boolean otherwise)
      throws Problem {
    Object value = json.getOrDefault(name, otherwise);
    if (value instanceof Boolean flag) {
      return flag;
    }
    throw new Problem(422, "“" + name + "” is to be true or false.");
  }

  /// In milliseconds; 0 for a message that does not grow old.
  private long ttl(Map<String, Object> json) throws Problem {
    Object value = json.get("ttlMs");
    if (value == null) {
      return 0;
    }
    boolean number = value instanceof Integer || value instanceof Long;
    long millis = number ? ((Number) value).longValue() : 0;
    if (millis < 1 && !faults.contains(TTL_UNCHECKED)) {
      throw new Problem(422, "“ttlMs” is to be 1 or more.");
    }
    return Math.max(0, millis);
  }

  private Optional<String> publisher(Request request) {
    if (request.field("Seq").isEmpty()) {
      return Optional.empty();
    }
    return request
        .field("Publisher-Id")
        .map(name -> faults.contains(SEQ_OF_ALL_PUBLISHERS) ? "everybody" : name);
  }

  private static long seq(Request request) throws Problem {
    String seq = request.field("Seq").orElse("0");
    if (!seq.matches("\\d{1,18}")) {
      throw new Problem(400, "Seq is to be a whole number.");
    }
    return Long.parseLong(seq);
  }

  private void subscribe(Exchange exchange) throws IOException, Problem {
    String name = exchange.variable("name");
    Map<String, Object> json = exchange.request().json();
    Subscriptions.Put put =
        broker.subscribe(name, SubscriptionSettings.of(json, ackTimeout, faults));
    Object shown = faults.contains(DEFAULTS_NOT_SHOWN) ? json : put.settings().shown(name);
    exchange.respond(put.isNew() ? 201 : 200, shown);
  }

  private void delete(Exchange exchange) throws IOException, Problem {
    broker.delete(exchange.variable("name"));
    exchange.respond(204);
  }

  private void fetch(Exchange exchange) throws IOException, InterruptedException, Problem {
    List<Delivery> some;
    try {
      some = broker.fetch(exchange.variable("name"), waiting(exchange.request()), exchange);
    } catch (Problem problem) {
      if (problem.status() != 404 || !faults.contains(UNKNOWN_IS_EMPTY)) {
        throw problem;
      }
      some = List.of();
    }
    if (faults.contains(WRITES_UNDER_LOCK)) {
      broker.lock().lock();
      try {
        respond(exchange, some);
      } finally {
        broker.lock().unlock();
      }
    } else {
      respond(exchange, some);
    }
  }

  private void respond(Exchange exchange, List<Delivery> some) throws IOException {
    if (some.isEmpty()) {
      exchange.respond(204, "Cache-Control: no-store");
    } else {
      boolean withKeys = !faults.contains(KEY_FORGOTTEN);
      exchange.respond(
          200,
          Map.of("messages", some.stream().map(each -> each.shown(withKeys)).toList()),
          "Cache-Control: no-store");
    }
  }

  private Duration waiting(Request request) throws Problem {
    String wait = request.query("wait").orElse("0");
    if (!wait.matches("\\d{1,6}")) {
      if (faults.contains(BAD_WAIT_IS_0)) {
        return Duration.ZERO;
      }
      throw new Problem(400, "“wait” is to be a whole number of seconds.");
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(wait));
    return asked.compareTo(hold) > 0 && !faults.contains(HOLD_UNCAPPED) ? hold : asked;
  }

  private void acknowledge(Exchange exchange) throws IOException, Problem {
    broker.acknowledge(exchange.variable("name"), tags(exchange.request()));
    exchange.respond(204);
  }

  private void giveBack(Exchange exchange) throws IOException, Problem {
    Map<String, Object> json = exchange.request().json();
    boolean requeue = flag(json, "requeue", !faults.contains(REQUEUE_IS_FALSE_WHEN_LEFT_OUT));
    broker.giveBack(exchange.variable("name"), tags(exchange.request()), requeue);
    exchange.respond(204);
  }

  private static List<String> tags(Request request) throws Problem {
    if (request.json().get("tags") instanceof List<?> tags) {
      return tags.stream().map(String::valueOf).toList();
    }
    throw new Problem(422, "“tags” is to be a list.");
  }

  private void reset(Exchange exchange) throws IOException {
    broker.reset();
    exchange.respond(204);
  }

  private Handler written(BrokerFault missing, Handler handler) {
    return faults.contains(missing) ? Handler.missing() : refusing(handler);
  }

  /// The web server sends a refusal as it should be; a fault changes that.
  private Handler refusing(Handler handler) {
    Handler refusing =
        handler.refusing(
            faults.contains(REFUSES_WITHOUT_A_WORD), faults.contains(PROBLEMS_AS_JSON));
    return faults.contains(NO_JSON_IS_500) ? failing(refusing) : refusing;
  }

  /// A body that cannot be read is a failure of the server.
  private static Handler failing(Handler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (Problem problem) {
        throw problem.status() == 400 ? new Problem(500, "The body could not be parsed.") : problem;
      }
    };
  }

  @Override
  public WebServer web() {
    return web;
  }

  @Override
  public void stop(Duration grace) {
    try {
      journal.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    if (faults.contains(HELD_AT_STOP)) {
      web.close();
    } else {
      web.stop(grace);
    }
  }

  private void end() {
    try {
      journal.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
