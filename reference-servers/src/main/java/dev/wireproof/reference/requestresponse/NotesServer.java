package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.ACCEPT_IS_500;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.ALLOW_MISSING;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.ALLOW_SHORT;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.HEAD_NOT_ROUTED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.METHOD_IS_404;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NO_HOOKS;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NO_LIMIT;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PERCENT_IS_500;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.REFUSES_WITHOUT_A_WORD;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.SIGTERM_CUTS;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.SMALLER_LIMIT;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.WAITS_FOR_CLIENTS_TO_LEAVE;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import dev.wireproof.reference.web.WebSettings;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Keeps notes, and joins uploads.
final class NotesServer implements WebBased {

  /// In octets; parts of an upload may be as large.
  static final int BODY_LIMIT = 1 << 20;

  private final Set<RequestResponseFault> faults;
  private final Responses responses;
  private final WebServer web;

  NotesServer(Environment environment, Set<RequestResponseFault> faults) throws IOException {
    this.faults = faults;
    this.responses = new Responses(faults);
    var notes = new Notes(faults);
    var pages = new PageRoute(faults, notes);
    var uploads = new UploadRoutes(faults);
    var routes = new Router("request-response").on("GET", "/notes", pages::show);
    if (!has(NO_HOOKS)) {
      hooks(routes, notes, pages, uploads);
    }
    new NoteRoutes(faults, notes).on(routes);
    uploads.on(routes);
    this.web =
        WebServer.start(
            environment,
            refusing(routes)
                .endingOnCutJson(has(RequestResponseFault.ENDS_ON_CUT_JSON), this::close),
            settings(),
            () -> {});
  }

  private static void hooks(Router routes, Notes notes, PageRoute pages, UploadRoutes uploads) {
    routes
        .on("GET", "/_lab/stats", exchange -> exchange.respond(200, pages.stats()))
        .on(
            "POST",
            "/_lab/reset",
            exchange -> {
              notes.forgetAll();
              uploads.forgetAll();
              exchange.respond(204);
            });
  }

  private WebSettings settings() {
    int limit = has(SMALLER_LIMIT) ? BODY_LIMIT / 2 : has(NO_LIMIT) ? BODY_LIMIT * 64 : BODY_LIMIT;
    return new WebSettings(
        limit,
        faults.stream().flatMap(fault -> fault.webFault().stream()).collect(Collectors.toSet()));
  }

  /// Handles a request, and answers a refusal with a problem.
  private Handler refusing(Router routes) {
    return exchange -> {
      try {
        if (has(PERCENT_IS_500) && isMalformed(exchange.request())) {
          throw new Problem(500, "The target could not be decoded.");
        }
        if (has(ACCEPT_IS_500) && !accepts(exchange.request())) {
          throw new Problem(500, "There is no serialiser for that.");
        }
        if (has(HEAD_NOT_ROUTED) && exchange.request().method().equals("HEAD")) {
          throw new Problem(404, "There is nothing here.");
        }
        (has(REFUSES_WITHOUT_A_WORD) ? routes.silentInsteadOfRefusing() : routes).handle(exchange);
      } catch (Problem problem) {
        refuse(exchange, problem);
      }
    };
  }

  private void refuse(Exchange exchange, Problem problem) throws IOException {
    String detail = String.valueOf(problem.getMessage());
    if (problem.status() != 405) {
      responses.refuse(exchange, problem.status(), detail, Map.of(), fields(problem));
    } else if (has(ALLOW_MISSING)) {
      responses.refuse(exchange, 405, detail, Map.of());
    } else if (has(ALLOW_SHORT)) {
      responses.refuse(exchange, 405, detail, Map.of(), "Allow: GET");
    } else {
      responses.refuse(exchange, has(METHOD_IS_404) ? 404 : 405, detail, Map.of(), fields(problem));
    }
  }

  private static boolean isMalformed(Request request) {
    return Stream.of(request.path(), request.rawQuery())
        .anyMatch(part -> part.replaceAll("%[0-9A-Fa-f]{2}", "").contains("%"));
  }

  private static boolean accepts(Request request) {
    return request.field("Accept").orElse("*/*").matches(".*(\\*|json).*");
  }

  private static String[] fields(Problem problem) {
    return problem.fields().toArray(String[]::new);
  }

  private boolean has(RequestResponseFault fault) {
    return faults.contains(fault);
  }

  @Override
  public WebServer web() {
    return web;
  }

  @Override
  public void stop(Duration grace) {
    if (has(WAITS_FOR_CLIENTS_TO_LEAVE) && web.hasClients()) {
      return;
    }
    if (has(SIGTERM_CUTS)) {
      web.close();
    } else {
      web.stop(grace);
    }
  }
}
