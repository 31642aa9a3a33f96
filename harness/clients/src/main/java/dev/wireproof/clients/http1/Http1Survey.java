package dev.wireproof.clients.http1;

import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// One plain exchange for each method, version and kind of resource, made once in a run, so that
/// the rules that hold for every response are judged on more than GET. After each response it
/// watches for a moment whether something follows that nobody asked for. Safe for use by several
/// threads.
public final class Http1Survey {

  private static final String NOWHERE = "/no-such-resource-surveyed";
  private static final Duration SHORTEST = Duration.ofMillis(15);
  private static final Duration LONGEST = Duration.ofMillis(200);
  private static final int OF_SILENCE = 6;

  private final Http1Capabilities offers;
  private @Nullable Map<String, String> statuses;

  private Http1Survey(Http1Capabilities offers) {
    this.offers = offers;
  }

  /// What each method got at `/` in HTTP/1.1: a status, or what came instead. Whoever asks first
  /// makes the exchanges.
  static Map<String, String> statuses(SpecContext context) {
    return context
        .knowledge()
        .facts()
        .known(Http1Survey.class, () -> new Http1Survey(Http1Capabilities.of(context)))
        .statusesBy(context);
  }

  private synchronized Map<String, String> statusesBy(SpecContext context) {
    Map<String, String> known = statuses;
    if (known == null) {
      known = make(context);
      statuses = known;
    }
    return known;
  }

  private Map<String, String> make(SpecContext context) {
    var found = new LinkedHashMap<String, String>();
    int given = 0;
    for (Http1Request each : requests(context).toList()) {
      Seen seen = exchange(context, each);
      if (each.toString().equals(each.method() + " / HTTP/1.1")) {
        found.putIfAbsent(
            each.method(),
            seen instanceof Seen.Response(var response)
                ? Integer.toString(response.status())
                : seen.toString());
      }
      given = seen instanceof Seen.Response ? 0 : given + 1;
      if (given == OF_SILENCE) {
        break;
      }
    }
    return Collections.unmodifiableMap(found);
  }

  private static Seen exchange(SpecContext context, Http1Request request) {
    var connection = new Http1Connection(context, context.target());
    try {
      connection.send(request);
      Seen seen = connection.read(true, context.patience().forAnswer());
      if (seen instanceof Seen.Response) {
        connection.lookBeyond(moment(context));
      }
      return seen;
    } finally {
      connection.close();
      context.fileFindings();
    }
  }

  /// So long as it may take for what follows at once.
  private static Duration moment(SpecContext context) {
    Duration often = context.patience().high().multipliedBy(2);
    return often.compareTo(SHORTEST) < 0
        ? SHORTEST
        : often.compareTo(LONGEST) > 0 ? LONGEST : often;
  }

  private Stream<Http1Request> requests(SpecContext context) {
    var all = new ArrayList<Http1Request>();
    var places = new ArrayList<>(List.of("/", NOWHERE));
    offers.echo().filter(echo -> !echo.equals("/")).ifPresent(places::add);
    for (String place : places) {
      methods(context).forEach(method -> inBothVersions(method, place).forEach(all::add));
    }
    all.addAll(
        List.of(
            get("/private"),
            get("/").with("If-None-Match", "*"),
            request("HEAD", "/").with("If-None-Match", "*"),
            get("/").with("If-None-Match", "*").version("HTTP/1.0"),
            get("/").with("Range", "bytes=0-0"),
            request("HEAD", NOWHERE).with("Range", "bytes=0-0"),
            get("/").with("Range", "bytes=999999999-"),
            get("/").withBody("hello"),
            get("/").withBody("hello").with("Expect", "100-continue"),
            get("/").withBody("hello").with("Expect", "100-continue").version("HTTP/1.0"),
            get("/").without("Host")));
    offers.upload().ifPresent(upload -> all.addAll(uploads(upload)));
    return all.stream();
  }

  private static List<String> methods(SpecContext context) {
    List<String> safe = List.of("GET", "HEAD", "OPTIONS", "TRACE", "WIREPROOF");
    List<String> more = new ArrayList<>(safe);
    if (context.target().allowed() != Safety.POLITE) {
      more.add("POST");
    }
    return more;
  }

  private static Stream<Http1Request> inBothVersions(String method, String place) {
    Http1Request plain = request(method, place);
    Http1Request asked = method.equals("POST") ? plain.withBody("hello") : plain;
    return method.equals("WIREPROOF") || method.equals("TRACE")
        ? Stream.of(asked)
        : Stream.of(asked, asked.version("HTTP/1.0"));
  }

  private static List<Http1Request> uploads(Http1Request upload) {
    return List.of(
        upload.withChunks("hel", "lo"),
        upload
            .with("Transfer-Encoding", "chunked")
            .carrying("5\r\nhello\r\n0\r\nX-Late: 1\r\n\r\n"),
        upload.withBody("hello").with("Expect", "100-continue"),
        upload.withBody("hello").with("Expect", "100-continue").version("HTTP/1.0"),
        upload.withBody(""));
  }
}
