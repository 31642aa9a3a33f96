package dev.wireproof.reference.polling;

import static dev.wireproof.reference.polling.PollingFault.ACCEPTED_WHEN_DONE;
import static dev.wireproof.reference.polling.PollingFault.ANYTHING_IS_INPUT;
import static dev.wireproof.reference.polling.PollingFault.DONE_WITHOUT_LOCATION;
import static dev.wireproof.reference.polling.PollingFault.EARLY_QUESTION_REFUSED;
import static dev.wireproof.reference.polling.PollingFault.ENDS_WITH_ITS_CLIENT;
import static dev.wireproof.reference.polling.PollingFault.FAILED_IS_500;
import static dev.wireproof.reference.polling.PollingFault.FINISHED_CANNOT_BE_DELETED;
import static dev.wireproof.reference.polling.PollingFault.LOCATION_OF_ALL;
import static dev.wireproof.reference.polling.PollingFault.NO_JSON_IS_500;
import static dev.wireproof.reference.polling.PollingFault.NO_RESULT_IS_EMPTY;
import static dev.wireproof.reference.polling.PollingFault.PROBLEMS_AS_JSON;
import static dev.wireproof.reference.polling.PollingFault.REFUSED_BUT_BEGUN;
import static dev.wireproof.reference.polling.PollingFault.REFUSES_WITHOUT_A_WORD;
import static dev.wireproof.reference.polling.PollingFault.RESULT_WRAPPED;
import static dev.wireproof.reference.polling.PollingFault.RETRY_AFTER_IN_MILLISECONDS;
import static dev.wireproof.reference.polling.PollingFault.RETRY_AFTER_MISSING;
import static dev.wireproof.reference.polling.PollingFault.STATUS_CACHEABLE;
import static dev.wireproof.reference.polling.PollingFault.UNKNOWN_IS_PENDING;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.UpstreamClient;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// Takes jobs, and shows how far they are.
final class PollingServer implements WebBased {

  private static final String NO_STORE = "Cache-Control: no-store";
  private static final long SOON_MILLIS = 20;

  private final Set<PollingFault> faults;
  private final Jobs jobs;
  private final Rooms rooms;
  private final Map<String, Long> askedAt = new ConcurrentHashMap<>();
  private final WebServer web;

  private PollingServer(Environment environment, int limit, Set<PollingFault> faults)
      throws IOException {
    this.faults = faults;
    this.jobs = new Jobs(new UpstreamClient(environment.upstream()), limit, faults);
    this.rooms = new Rooms(faults);
    var routes =
        new Router("polling")
            .on("POST", "/jobs", refusing(this::post))
            .on("GET", "/jobs/{id}", refusing(this::status))
            .on("GET", "/jobs/{id}/result", refusing(this::result))
            .on("DELETE", "/jobs/{id}", refusing(this::cancel))
            .on("GET", "/rooms/{room}", refusing(rooms::show))
            .on("PUT", "/rooms/{room}", refusing(rooms::change))
            .on("POST", "/_lab/reset", this::reset)
            .on("GET", "/_lab/stats", this::stats);
    this.web =
        WebServer.start(
            environment,
            routes.endingOnCutJson(has(PollingFault.ENDS_ON_CUT_JSON), this::close),
            jobs::close);
  }

  /// @param limit so many unfinished jobs are accepted
  static PollingServer start(Environment environment, int limit, Set<PollingFault> faults)
      throws IOException {
    return new PollingServer(environment, limit, faults);
  }

  private void post(Exchange exchange) throws IOException, InterruptedException, Problem {
    Duration wait = Prefer.wait(exchange.request(), faults);
    Job job = jobs.accept(input(exchange));
    Map<String, Object> pending = job.shown();
    jobs.begin(job);
    if (has(ENDS_WITH_ITS_CLIENT) && !wait.isZero()) {
      exchange.onLeave(() -> jobs.cancel(job));
    }
    if (has(ACCEPTED_WHEN_DONE)) {
      var _ = job.awaitEnd(Duration.ofMinutes(1));
    }
    String location = "Location: /jobs" + (has(LOCATION_OF_ALL) ? "" : "/" + job.id());
    if (!wait.isZero() && job.awaitEnd(wait) && !job.isFailed()) {
      var fields = has(DONE_WITHOUT_LOCATION) ? new String[0] : new String[] {location};
      exchange.send(200, "application/json", octets(job.result().orElse("{}")), fields);
    } else {
      exchange.respond(202, pending, location, retryAfter());
    }
  }

  private String input(Exchange exchange) throws Problem {
    try {
      if (has(ANYTHING_IS_INPUT)) {
        return String.valueOf(exchange.request().json().get("input"));
      }
      return exchange.request().text("input");
    } catch (Problem problem) {
      if (has(REFUSED_BUT_BEGUN) && problem.status() == 422) {
        jobs.begin(jobs.accept(firstOf(exchange.request().json().get("input"))));
      }
      if (has(NO_JSON_IS_500) && problem.status() == 400) {
        throw new Problem(500, "The body could not be parsed.");
      }
      throw problem;
    }
  }

  private static String firstOf(@Nullable Object value) {
    return String.valueOf(
        value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value);
  }

  private String retryAfter() {
    if (has(RETRY_AFTER_MISSING)) {
      return "X-Hint: come back";
    }
    return "Retry-After: " + (has(RETRY_AFTER_IN_MILLISECONDS) ? 1000 : 1);
  }

  private Job find(Exchange exchange) throws Problem {
    String id = exchange.variable("id");
    return jobs.find(id).orElseThrow(() -> new Problem(404, "There is no job " + id + "."));
  }

  private void status(Exchange exchange) throws IOException, Problem {
    if (has(UNKNOWN_IS_PENDING) && jobs.find(exchange.variable("id")).isEmpty()) {
      exchange.respond(200, Map.of("status", "pending", "progress", 0), NO_STORE, retryAfter());
      return;
    }
    Job job = find(exchange);
    job.ask();
    Long before = askedAt.put(job.id(), System.currentTimeMillis());
    boolean soon = before != null && System.currentTimeMillis() - before < SOON_MILLIS;
    if (has(EARLY_QUESTION_REFUSED) && soon) {
      throw new Problem(429, "This job was asked about a moment ago.", "Retry-After: 1");
    }
    if (has(FAILED_IS_500) && job.isFailed()) {
      throw new Problem(500, "The job has failed.");
    }
    String cache = has(STATUS_CACHEABLE) ? "Cache-Control: max-age=60" : NO_STORE;
    if (job.isUnfinished()) {
      exchange.respond(200, job.shown(), cache, retryAfter());
    } else {
      exchange.respond(200, job.shown(), cache);
    }
  }

  private void result(Exchange exchange) throws IOException, Problem {
    Job job = find(exchange);
    Optional<String> result = job.result();
    if (result.isEmpty() && has(NO_RESULT_IS_EMPTY)) {
      result = Optional.of("{}");
    }
    if (result.isEmpty()) {
      throw new Problem(404, "There is no result.");
    }
    String json = has(RESULT_WRAPPED) ? "{\"result\":" + result.get() + "}" : result.get();
    exchange.send(200, "application/json", octets(json));
  }

  private static byte[] octets(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private void cancel(Exchange exchange) throws IOException, Problem {
    Job job = find(exchange);
    if (has(FINISHED_CANNOT_BE_DELETED) && !job.isUnfinished()) {
      throw new Problem(409, "It is finished.");
    }
    jobs.cancel(job);
    exchange.respond(204);
  }

  private void reset(Exchange exchange) throws IOException {
    jobs.reset();
    rooms.reset();
    exchange.respond(204);
  }

  private void stats(Exchange exchange) throws IOException {
    exchange.respond(200, Map.of("executed", Map.of("jobs", jobs.calls())));
  }

  /// The web server sends a refusal as it should be; a fault changes that.
  private Handler refusing(Handler handler) {
    return handler.refusing(has(REFUSES_WITHOUT_A_WORD), has(PROBLEMS_AS_JSON));
  }

  private boolean has(PollingFault fault) {
    return faults.contains(fault);
  }

  @Override
  public WebServer web() {
    return web;
  }
}
