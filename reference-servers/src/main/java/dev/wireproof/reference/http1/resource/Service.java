package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.ConditionalFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.MethodFault;
import dev.wireproof.reference.http1.fault.ParsingFault;
import dev.wireproof.reference.http1.fault.RangeFault;
import dev.wireproof.reference.http1.fault.RepeatedRequestFault;
import dev.wireproof.reference.http1.fault.SemanticsFault;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Request;
import dev.wireproof.reference.http1.message.RequestTarget;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.reference.http1.message.Syntax;
import dev.wireproof.wire.Octets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// How the server responds to a request: methods, resources, preconditions, ranges (RFC 9110 §9,
/// §13, §14). Knows nothing of connections.
public final class Service {

  private final Faults faults;
  private final Resources resources;
  private final Preconditions preconditions;
  private final Ranges ranges;

  public Service(Faults faults, Resources resources, Clock clock) {
    this.faults = faults;
    this.resources = resources;
    this.preconditions = new Preconditions(faults, clock);
    this.ranges = new Ranges(faults, clock);
  }

  public Response respond(Request request) {
    resources.countRequest();
    Response response = responseTo(request);
    return response.status() == Status.NOT_FOUND && faults.has(RangeFault.RANGE_ON_ERRORS)
        ? ranges.select(request.fields(), ofError(response), response)
        : response;
  }

  private static Representation ofError(Response response) {
    return Representation.of("application/problem+json", response.content(), Instant.EPOCH);
  }

  private Response responseTo(Request request) {
    if (request.fields().has("If-Match") && looksAtConditionsFirst() && !exists(request.head())) {
      return Response.problem(Status.PRECONDITION_FAILED, "It has changed.");
    }
    return refusal(request.head()).orElseGet(() -> perform(request));
  }

  private boolean exists(Head head) {
    return head.target() instanceof RequestTarget.Asterisk || resource(head).isPresent();
  }

  /// What stands against a request as far as its head shows.
  public Optional<Response> refusal(Head head) {
    Optional<Method> method = method(head);
    if (method.isEmpty() || (method.get() == Method.HEAD && faults.has(MethodFault.HEAD_UNKNOWN))) {
      return Optional.of(Response.problem(Status.NOT_IMPLEMENTED, "An unknown method."));
    }
    if (method.get() == Method.CONNECT && takesConnectForGet()) {
      return Optional.of(Response.of(Status.OK));
    }
    if (method.get() == Method.CONNECT) {
      return Optional.of(Response.problem(Status.NOT_IMPLEMENTED, "Not a proxy.").andClose());
    }
    if (head.target() instanceof RequestTarget.Asterisk) {
      return Optional.empty();
    }
    Optional<Resource> resource = resource(head);
    if (resource.isEmpty()) {
      return Optional.of(Response.problem(Status.NOT_FOUND, "Nothing has that name."));
    }
    Set<Method> allowed = allowed(resource.get());
    return allowed.contains(method.get()) || isTraced(method.get())
        ? Optional.empty()
        : Optional.of(notAllowed(method.get(), allowed));
  }

  private Response notAllowed(Method method, Set<Method> allowed) {
    boolean malformed =
        method == Method.TRACE && faults.has(MethodFault.NOT_ALLOWED_TAKEN_FOR_MALFORMED);
    Response refusal =
        Response.problem(
            malformed ? Status.BAD_REQUEST : Status.METHOD_NOT_ALLOWED,
            "It cannot be used like that.");
    return faults.has(MethodFault.ALLOW_OMITTED) ? refusal : refusal.with("Allow", list(allowed));
  }

  private boolean isTraced(Method method) {
    return method == Method.TRACE && faults.has(MethodFault.TRACE_SHOWS_CREDENTIALS);
  }

  private static Response traced(Head head) {
    var text = new StringBuilder(head.line().text()).append("\r\n");
    for (Fields.Line line : head.fields().lines()) {
      text.append(line.name()).append(": ").append(line.value()).append("\r\n");
    }
    return Response.of(Status.OK)
        .withContent("message/http", Octets.latin1(text.append("\r\n").toString()));
  }

  private Response perform(Request request) {
    Head head = request.head();
    Method method = method(head).orElseThrow();
    Optional<Resource> resource = resource(head);
    if (resource.isEmpty()) {
      return options(EnumSet.complementOf(EnumSet.of(Method.CONNECT, Method.TRACE, Method.PATCH)));
    }
    if (method == Method.OPTIONS) {
      return faults.has(ConditionalFault.CONDITIONS_ON_OPTIONS)
          ? unmet(method, request, resource.get(), resource.get().current(request))
              .orElseGet(() -> options(allowed(resource.get())))
          : options(allowed(resource.get()));
    }
    if (isTraced(method)) {
      return traced(head);
    }
    return resource.get().atomically(() -> perform(method, request, resource.get()));
  }

  private Response perform(Method method, Request request, Resource resource) {
    Optional<Representation> current = resource.current(request);
    if (request.fields().has("Range") && looksAtRangeFirst() && current.isPresent()) {
      return retrieve(method, request, resource, current);
    }
    return resource
        .refusal(request)
        .or(() -> unmet(method, request, resource, current))
        .orElseGet(() -> retrieve(method, request, resource, current));
  }

  private Optional<Response> unmet(
      Method method, Request request, Resource resource, Optional<Representation> current) {
    return resource.hasState()
        ? preconditions.evaluate(method, request.fields(), current)
        : Optional.empty();
  }

  private Response retrieve(
      Method method, Request request, Resource resource, Optional<Representation> current) {
    Response whole = resource.respond(request);
    return current.isPresent() && cutsParts(method)
        ? ranges.select(request.fields(), current.get(), whole)
        : whole;
  }

  /// Ranges are defined for GET alone (RFC 9110 §14.2).
  private boolean cutsParts(Method method) {
    return switch (method) {
      case GET -> true;
      case HEAD -> faults.has(RangeFault.RANGE_ON_HEAD);
      case POST -> faults.has(RangeFault.RANGE_ON_POST);
      default -> false;
    };
  }

  private Response options(Set<Method> allowed) {
    return faults.has(MethodFault.OPTIONS_WITHOUT_ALLOW)
        ? Response.of(Status.OK)
        : Response.of(Status.OK).with("Allow", list(allowed));
  }

  private static Set<Method> allowed(Resource resource) {
    Set<Method> allowed = EnumSet.copyOf(resource.methods());
    if (allowed.contains(Method.GET)) {
      allowed.add(Method.HEAD);
    }
    allowed.add(Method.OPTIONS);
    return allowed;
  }

  private static String list(Set<Method> methods) {
    return methods.stream().map(Method::name).collect(Collectors.joining(", "));
  }

  private Optional<Method> method(Head head) {
    Optional<Method> known =
        faults.has(MethodFault.METHODS_WITHOUT_CASE)
            ? Method.named(head.line().method().toUpperCase(Locale.ROOT))
            : head.method();
    if (isOverridden(head)) {
      return Optional.of(Method.DELETE);
    }
    return known.isEmpty() && takesUnknownForGet() ? Optional.of(Method.GET) : known;
  }

  private boolean isOverridden(Head head) {
    return faults.has(RepeatedRequestFault.METHOD_OVERRIDDEN_ON_GET)
        && head.line().method().equals(Method.GET.name())
        && (head.fields().values("X-HTTP-Method-Override").contains("DELETE")
            || head.line().target().endsWith("?_method=DELETE"));
  }

  private Optional<Resource> resource(Head head) {
    return switch (head.target()) {
      case RequestTarget.Origin(String path, _) -> resources.at(Syntax.normalized(path));
      case RequestTarget.Absolute(_, String path, _) when readsAbsoluteForm() ->
          resources.at(Syntax.normalized(path));
      default -> Optional.empty();
    };
  }

  private boolean takesUnknownForGet() {
    return faults.has(SemanticsFault.UNKNOWN_METHOD_TAKEN_FOR_GET);
  }

  private boolean takesConnectForGet() {
    return faults.has(ParsingFault.CONNECT_TAKEN_FOR_GET);
  }

  private boolean looksAtConditionsFirst() {
    return faults.has(ConditionalFault.CONDITIONS_BEFORE_LOOKUP);
  }

  private boolean looksAtRangeFirst() {
    return faults.has(ConditionalFault.RANGE_BEFORE_CONDITIONS);
  }

  private boolean readsAbsoluteForm() {
    return !faults.has(ParsingFault.ABSOLUTE_FORM_NOT_FOUND);
  }
}
