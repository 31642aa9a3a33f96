package dev.wireproof.clients.http1;

import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.post;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What a target offers beyond `GET /`: found out with a few plain exchanges, once in a run, by
/// whichever spec asks first. Safe for use by several threads.
final class Http1Capabilities {

  private static final String NAME = "X-Wireproof-Probe";
  private static final String TOKEN = "shown-by-an-echo";

  private final SpecContext context;
  private final Once<Optional<String>> echo = new Once<>(this::findEcho);
  private final Once<Boolean> takesQuery = new Once<>(this::findQuery);
  private final Once<Optional<String>> contentEcho = new Once<>(this::findContentEcho);
  private final Once<Optional<Http1Request>> upload = new Once<>(this::findUpload);
  private final Once<Boolean> waitsForBody = new Once<>(this::findWaiting);

  private Http1Capabilities(SpecContext context) {
    this.context = context;
  }

  static Http1Capabilities of(SpecContext context) {
    return context
        .knowledge()
        .facts()
        .known(
            Http1Capabilities.class,
            () -> {
              var probe = new SpecContext("probe", context.target(), context.knowledge());
              probe.lastTry();
              return new Http1Capabilities(probe);
            });
  }

  /// Where the fields of a request are shown in the answer's body.
  Optional<String> echo() {
    return echo.get();
  }

  /// The echo under a name that no cache on the way has an answer for; as it is where it takes no
  /// query.
  Optional<String> freshEcho() {
    return echo().map(path -> takesQuery.get() ? withQuery(path) : path);
  }

  /// Where the content of a POST is shown in the answer's body.
  Optional<String> contentEcho() {
    return contentEcho.get();
  }

  /// A request that may carry a body, and after which the connection can be used again.
  Optional<Http1Request> upload() {
    return upload.get();
  }

  /// Whether that request is one whose body counts, and is answered only when that has come.
  boolean waitsForBody() {
    return waitsForBody.get();
  }

  private boolean findWaiting() {
    return upload()
        .filter(request -> !request.method().equals("GET"))
        .filter(this::waits)
        .isPresent();
  }

  /// Whether nothing is answered before the body has come.
  private boolean waits(Http1Request request) {
    var wire = new Http1Wire(context);
    Seen seen = wire.sendAllBut(2, request.withBody("hello")).meanwhile();
    wire.close();
    return seen instanceof Seen.Silence;
  }

  private Optional<String> findEcho() {
    String path = echoPath();
    return showsFields(path, path);
  }

  /// What is found, where the answer to a GET of this target shows a field of the request.
  private Optional<String> showsFields(String asked, String found) {
    return serves(
        get(asked).with(NAME, TOKEN),
        response -> Http1Echo.fields(response, NAME).equals(List.of(TOKEN)),
        found);
  }

  private boolean findQuery() {
    return echo().flatMap(path -> showsFields(withQuery(path), path)).isPresent();
  }

  private String withQuery(String path) {
    return path + (path.indexOf('?') < 0 ? "?" : "&") + context.freshName("wireproof");
  }

  private Optional<String> findContentEcho() {
    Predicate<Http1Response> shown = response -> response.body().latin1().contains(TOKEN);
    return mayPost()
        ? Stream.of(echoPath(), "/")
            .flatMap(path -> serves(post(path, TOKEN), shown, path).stream())
            .findFirst()
        : Optional.empty();
  }

  /// The first that reads its body; where none does, the first that is served at all.
  private Optional<Http1Request> findUpload() {
    Stream<Http1Request> posts =
        mayPost() ? Stream.of(request("POST", "/"), request("POST", echoPath())) : Stream.of();
    List<Http1Request> served =
        Stream.concat(posts, Stream.of(get("/")))
            .flatMap(
                each -> serves(each.withBody("hello"), Http1Response::isSuccess, each).stream())
            .toList();
    return served.size() < 2
        ? served.stream().findFirst()
        : served.stream().filter(this::waits).findFirst().or(() -> served.stream().findFirst());
  }

  /// Nothing is to be stored at a target that only polite specs may touch.
  private boolean mayPost() {
    return context.target().allowed() != Safety.POLITE;
  }

  private <T> Optional<T> serves(Http1Request request, Predicate<Http1Response> right, T found) {
    var wire = new Http1Wire(context);
    boolean served =
        wire.send(request).next() instanceof Seen.Response(var response)
            && response.isSuccess()
            && right.test(response)
            && (response.announcesClose() || isServed(wire));
    wire.close();
    return served ? Optional.of(found) : Optional.empty();
  }

  private static boolean isServed(Http1Wire wire) {
    return wire.send(get("/")).next() instanceof Seen.Response(var response)
        && response.isSuccess();
  }

  /// The endpoint `echo` of the target's description, else `/echo`.
  private String echoPath() {
    Target target = context.target();
    String endpoint = target.endpoints().getOrDefault("echo", "/echo");
    String path = endpoint.startsWith("/") ? endpoint : URI.create(endpoint).getRawPath();
    return path == null || path.isEmpty() ? "/" : path;
  }

  /// A finding that is looked for when it is asked for the first time.
  private static final class Once<T> {

    private final Supplier<T> find;
    private @Nullable T found;

    Once(Supplier<T> find) {
      this.find = find;
    }

    synchronized T get() {
      T known = found;
      if (known == null) {
        known = find.get();
        found = known;
      }
      return known;
    }
  }
}
