package dev.wireproof.reference.push;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.web.BodyStream;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import java.io.IOException;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/// Rooms, their streams and their webhooks.
final class PushServer implements WebBased {

  private static final int LONGEST_TEXT = 65_536;
  private static final int LONGEST_SECRET = 256;

  private final Set<PushFault> faults;
  private final Deliveries deliveries;
  private final Map<String, PushRoom> rooms = new ConcurrentHashMap<>();
  private final AtomicInteger hooks = new AtomicInteger();
  private final AtomicInteger events = new AtomicInteger();
  private final AtomicInteger openStreams = new AtomicInteger();
  private final WebServer web;

  private PushServer(Environment environment, Set<PushFault> faults) throws IOException {
    this.faults = faults;
    this.deliveries = new Deliveries(faults);
    var routes =
        new Router("push")
            .on("POST", "/rooms/{room}/events", refusing(this::post))
            .on(
                "GET",
                "/rooms/{room}/stream",
                faults.contains(PushFault.STREAMS_MISSING) ? Handler.missing() : this::stream)
            .on("POST", "/rooms/{room}/hooks", refusing(this::hook))
            .on("DELETE", "/rooms/{room}/hooks/{id}", refusing(this::delete))
            .on("GET", "/_lab/stats", this::stats)
            .on("POST", "/_lab/reset", this::reset);
    this.web =
        WebServer.start(
            environment,
            routes.endingOnCutJson(faults.contains(PushFault.ENDS_ON_CUT_JSON), this::close),
            deliveries::close);
  }

  static PushServer start(Environment environment, Set<PushFault> faults) throws IOException {
    return new PushServer(environment, faults);
  }

  private PushRoom room(Exchange exchange) {
    String name = exchange.variable("room");
    String known =
        faults.contains(PushFault.ROOMS_IN_LOWER_CASE) ? name.toLowerCase(Locale.ROOT) : name;
    return rooms.computeIfAbsent(known, _ -> new PushRoom(name, faults));
  }

  private void post(Exchange exchange) throws IOException, InterruptedException, Problem {
    String text = exchange.request().text("text");
    boolean fine = !text.isEmpty() && text.codePointCount(0, text.length()) <= LONGEST_TEXT;
    if (!fine && !faults.contains(PushFault.TEXT_UNCHECKED)) {
      throw new Problem(422, "“text” is to have 1 to 65536 characters.");
    }
    PushRoom.Posted posted = room(exchange).post(text);
    events.incrementAndGet();
    for (Webhook hook : posted.hooks()) {
      if (faults.contains(PushFault.POST_WAITS_FOR_HOOKS)) {
        deliveries.deliverNow(posted.event(), hook);
      } else {
        deliveries.deliver(posted.event(), hook);
      }
      if (faults.contains(PushFault.FIRST_HOOK_ONLY)) {
        break;
      }
    }
    int status = faults.contains(PushFault.ANSWERED_WITH_200) ? 200 : 201;
    exchange.respond(status, Map.of("id", posted.event().id(), "text", text));
  }

  private void stream(Exchange exchange) throws IOException, InterruptedException {
    PushRoom room = room(exchange);
    openStreams.incrementAndGet();
    var writer = new EventWriter(exchange, faults);
    // before the head: a client that has seen the head gets whatever is posted from then on
    room.open(writer);
    try {
      BodyStream body = exchange.stream(200, "text/event-stream", "Cache-Control: no-store");
      writer.writeAll(body);
      body.close();
    } finally {
      writer.end();
      room.close(writer);
      openStreams.decrementAndGet();
    }
  }

  private void hook(Exchange exchange) throws IOException, Problem {
    Request request = exchange.request();
    Map<String, Object> json = request.json();
    boolean lenient = faults.contains(PushFault.HOOK_UNCHECKED);
    URI url = url(lenient ? String.valueOf(json.get("url")) : request.text("url"));
    String secret = lenient ? String.valueOf(json.get("secret")) : request.text("secret");
    boolean fine = !secret.isEmpty() && secret.codePointCount(0, secret.length()) <= LONGEST_SECRET;
    if (!fine && !lenient) {
      throw new Problem(422, "“secret” is to have 1 to 256 characters.");
    }
    var hook = new Webhook(Integer.toString(hooks.incrementAndGet()), url, secret);
    PushRoom room = room(exchange);
    room.add(hook).forEach(event -> deliveries.deliver(event, hook));
    var shown = new LinkedHashMap<String, Object>();
    shown.put("id", hook.id());
    shown.put("url", hook.url().toString());
    if (faults.contains(PushFault.SECRET_SHOWN)) {
      shown.put("secret", secret);
    }
    String path = exchange.request().path();
    String location = faults.contains(PushFault.LOCATION_OF_ALL) ? path : path + "/" + hook.id();
    exchange.respond(201, shown, "Location: " + location);
  }

  private URI url(String text) throws Problem {
    try {
      URI url = URI.create(text);
      boolean web = String.valueOf(url.getScheme()).toLowerCase(Locale.ROOT).matches("https?");
      if ((web && url.getHost() != null) || faults.contains(PushFault.HOOK_UNCHECKED)) {
        return url;
      }
    } catch (IllegalArgumentException e) {
      if (faults.contains(PushFault.HOOK_UNCHECKED)) {
        return URI.create("http://127.0.0.1:9/");
      }
    }
    throw new Problem(422, "“url” is to be an http or https URL.");
  }

  private void delete(Exchange exchange) throws IOException, Problem {
    boolean found = room(exchange).remove(exchange.variable("id")).isPresent();
    if (!found && !faults.contains(PushFault.UNKNOWN_HOOK_IS_204)) {
      throw new Problem(404, "There is no such hook.");
    }
    exchange.respond(204);
  }

  private void stats(Exchange exchange) throws IOException {
    exchange.respond(
        200,
        Map.of(
            "executed",
            Map.of("events", events.get(), "deliveries", deliveries.begun()),
            "openStreams",
            openStreams.get()));
  }

  private void reset(Exchange exchange) throws IOException {
    rooms.clear();
    events.set(0);
    exchange.respond(204);
  }

  /// The web server sends a refusal as it should be; a fault changes that.
  private Handler refusing(Handler handler) {
    return handler.refusing(
        faults.contains(PushFault.REFUSES_WITHOUT_A_WORD),
        faults.contains(PushFault.PROBLEMS_AS_JSON));
  }

  @Override
  public WebServer web() {
    return web;
  }
}
