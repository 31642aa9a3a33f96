package dev.wireproof.clients.http1;

import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.tcp.Tcp;
import dev.wireproof.clients.tcp.TcpEndpoints;
import dev.wireproof.clients.upstream.UpstreamServer;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.protocol.ConnectionOption;
import dev.wireproof.engine.protocol.FirstLook;
import dev.wireproof.engine.protocol.GivenOptions;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Ready;
import dev.wireproof.engine.protocol.Scheme;
import dev.wireproof.engine.protocol.Statement;
import dev.wireproof.engine.protocol.Tool;
import dev.wireproof.engine.sut.Backend;
import dev.wireproof.engine.sut.Environment;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.http1.Http1Reader;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import dev.wireproof.wire.net.Network;
import dev.wireproof.wire.tcp.Endpoint;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// HTTP/1.1 (RFC 9110, RFC 9112), in the clear and over TLS.
public final class Http1 implements Protocol {

  private static final String NAME = "http1";
  private static final String UPSTREAM_PORT = "upstream-port";
  private static final String STATEMENT = "/.well-known/wireproof";
  private static final Duration STATEMENT_WITHIN = Duration.ofSeconds(2);

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "HTTP/1.1";
  }

  @Override
  public List<Scheme> schemes() {
    return List.of(new Scheme("http", 80, Set.of(NAME)), new Scheme(Tcp.HTTPS, 443, Set.of(NAME)));
  }

  @Override
  public List<ConnectionOption> options() {
    var all = new ArrayList<>(HttpOptions.OPTIONS);
    all.add(
        ConnectionOption.value(
            UPSTREAM_PORT,
            "PORT",
            "Where the harness's upstream listens, for a server that runs already",
            "and was started with UPSTREAM=http://127.0.0.1:PORT."));
    return all;
  }

  @Override
  public List<Object> settings(URI address, GivenOptions options) {
    return List.of(HttpOptions.of(options));
  }

  @Override
  public Optional<String> path(GivenOptions options) {
    return HttpOptions.path(options);
  }

  @Override
  public Map<String, LimitKind> limits() {
    return Map.of(
        "idle-timeout", LimitKind.DURATION,
        "header-timeout", LimitKind.DURATION,
        "body-timeout", LimitKind.DURATION,
        "retry-after", LimitKind.DURATION,
        "header-limit", LimitKind.NUMBER,
        "body-limit", LimitKind.NUMBER);
  }

  @Override
  public Optional<Ready> ready() {
    return Optional.of(
        new Ready() {
          @Override
          public String name() {
            return "http";
          }

          @Override
          public String beyondListening() {
            return " and answer GET /";
          }

          @Override
          public boolean isReady(Network network, InetSocketAddress address, Duration within) {
            return isAnswered(Endpoint.plain(network, address, within), within);
          }
        });
  }

  private static boolean isAnswered(Endpoint endpoint, Duration within) {
    InetSocketAddress address = endpoint.address();
    String host = address.getAddress().getHostAddress() + ":" + address.getPort();
    try (TcpConnection connection = TcpConnection.open(endpoint, new Transcript())) {
      connection.send(get("/").octets(host, "/", List.of()), within);
      return new Http1Reader(connection).read("GET", Deadline.in(within)) instanceof Seen.Response;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public boolean isThere(Target target) {
    return TcpEndpoints.isThere(target);
  }

  @Override
  public Optional<Boolean> answers(Target target, Duration within) {
    try (TcpConnection connection = TcpConnection.open(TcpEndpoints.of(target), new Transcript())) {
      connection.send(
          get("/").octets(HttpOptions.host(target), target.path(), HttpOptions.headers(target)),
          within);
      return Optional.of(
          switch (new Http1Reader(connection).read("GET", Deadline.in(within))) {
            case Seen.Response _, Seen.Garbage _, Seen.Flood _ -> true;
            case Seen.Closed(var partial) -> !partial.isEmpty();
            case Seen.Broken(_, var partial) -> !partial.isEmpty();
            case Seen.Silence(_, var partial) -> !partial.isEmpty();
          });
    } catch (IOException _) {
      return Optional.of(false);
    }
  }

  @Override
  public FirstLook firstLook(Target target, Patience patience, int wanted) {
    return new Http1Probe(target, patience).look(wanted);
  }

  @Override
  public Optional<URI> alsoSpokenAt(Target target) {
    return TcpEndpoints.isPlain(target) && isAnswered(TcpEndpoints.of(target), STATEMENT_WITHIN)
        ? Optional.of(URI.create("http://" + target.address().getRawAuthority() + "/"))
        : Optional.empty();
  }

  @Override
  public Optional<Statement> statement(Target target) {
    return ask(target)
        .filter(response -> response.status() == 200 && isJson(response))
        .map(response ->
            new Statement(target.address().resolve(STATEMENT).toString(), response.body()));
  }

  private static Optional<Http1Response> ask(Target target) {
    try (TcpConnection connection = TcpConnection.open(TcpEndpoints.of(target), new Transcript())) {
      connection.send(
          get(STATEMENT).octets(HttpOptions.host(target), "/", HttpOptions.headers(target)),
          STATEMENT_WITHIN);
      Seen seen = new Http1Reader(connection).read("GET", Deadline.in(STATEMENT_WITHIN));
      return seen instanceof Seen.Response(var response) ? Optional.of(response) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean isJson(Http1Response response) {
    return response.field("Content-Type").filter(type -> type.contains("json")).isPresent();
  }

  @Override
  public Optional<Backend> backend(Environment environment, GivenOptions options, boolean always) {
    Optional<Integer> port = options.last(UPSTREAM_PORT).map(Http1::port);
    try {
      return port.isPresent() || always
          ? Optional.of(UpstreamServer.start(environment.network(), port.orElse(0)))
          : Optional.empty();
    } catch (UncheckedIOException e) {
      throw new InputException(e.getMessage() + "; choose another with --" + UPSTREAM_PORT);
    }
  }

  private static int port(String text) {
    if (text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535) {
      return Integer.parseInt(text);
    }
    throw new InputException(
        "--" + UPSTREAM_PORT + " is a port from 0 to 65535, not “" + text + "”");
  }

  @Override
  public Optional<String> command(Target target, List<Event> exchange) {
    return TcpEndpoints.command(target, exchange);
  }

  @Override
  public List<Tool> tools() {
    return List.of(new Tool("curl", List.of("curl"), "install curl"));
  }
}
