package dev.wireproof.reference.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Finds the handler for a method and a path: 404 for an unknown path, 405 with Allow for a method
/// that a path does not take. HEAD goes where GET goes. `GET /` answers with a line of text.
public final class Router implements Handler {

  private record Route(String method, List<String> path, Handler handler) {}

  private final List<Route> routes = new ArrayList<>();

  /// A router without routes.
  ///
  /// @param name what `GET /` says
  public Router(String name) {
    byte[] line = (name + "\n").getBytes(StandardCharsets.UTF_8);
    on("GET", "/", exchange -> exchange.send(200, "text/plain; charset=utf-8", line));
  }

  /// Adds a route.
  ///
  /// @param path such as `/rooms/{room}/events`
  public Router on(String method, String path, Handler handler) {
    routes.add(new Route(method, parts(path), handler));
    return this;
  }

  @Override
  public void handle(Exchange exchange) throws IOException, InterruptedException, Problem {
    Request request = exchange.request();
    List<String> path = parts(request.path());
    String method = request.method().equals("HEAD") ? "GET" : request.method();
    var allowed = new ArrayList<String>();
    for (Route route : routes) {
      Optional<Map<String, String>> variables = match(route.path(), path);
      if (variables.isPresent() && route.method().equals(method)) {
        exchange.bind(variables.get());
        route.handler().handle(exchange);
        return;
      }
      variables.ifPresent(_ -> allowed.add(route.method()));
    }
    if (allowed.isEmpty()) {
      throw new Problem(404, "There is nothing at " + request.path() + ".");
    }
    throw new Problem(
        405, "This path does not take " + request.method() + ".", "Allow: " + list(allowed));
  }

  private static String list(List<String> methods) {
    return methods.stream()
        .flatMap(each -> each.equals("GET") ? Stream.of("GET", "HEAD") : Stream.of(each))
        .distinct()
        .collect(Collectors.joining(", "));
  }

  private static List<String> parts(String path) {
    return List.of(path.split("/", -1));
  }

  private static Optional<Map<String, String>> match(List<String> route, List<String> path) {
    if (route.size() != path.size()) {
      return Optional.empty();
    }
    var variables = new HashMap<String, String>();
    for (int i = 0; i < route.size(); i++) {
      String part = route.get(i);
      if (part.startsWith("{") && !path.get(i).isEmpty()) {
        variables.put(part.substring(1, part.length() - 1), Request.decode(path.get(i)));
      } else if (!part.equals(path.get(i))) {
        return Optional.empty();
      }
    }
    return Optional.of(variables);
  }
}
