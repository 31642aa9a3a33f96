package dev.wireproof.clients.pattern;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.Optional;

/// What came of one request.
public final class Reply {

  private final SpecContext context;
  private final String request;
  private final Seen seen;
  private final Duration took;
  private final long event;

  /// @param event of the transcript, with which it was there
  Reply(SpecContext context, String request, Seen seen, Duration took, long event) {
    this.context = context;
    this.request = request;
    this.seen = seen;
    this.took = took;
    this.event = event;
  }

  /// Judges it.
  ///
  /// @throws VerdictException when it violates the expectation
  public Reply expect(Expectation<? super Seen> expectation) {
    context.transcript().judging(event);
    context.expect(seen, expectation, " to “" + request + "”");
    return this;
  }

  /// A step that the spec needs and is not about: where it fails, nothing can be said.
  ///
  /// @throws VerdictException when it violates the expectation: the spec is inconclusive
  public Reply require(Expectation<? super Seen> expectation) {
    if (expectation.check().apply(seen) instanceof Verdict.Violates(String expected, String saw)) {
      throw VerdictException.inconclusive(
          "a step before the rule failed: expected "
              + expected
              + " to “"
              + request
              + "”, saw "
              + saw);
    }
    return this;
  }

  /// The response.
  ///
  /// @throws VerdictException when none came: nothing can be said
  public Http1Response response() {
    context.transcript().judging(event);
    if (seen instanceof Seen.Response(var response)) {
      return response;
    }
    throw VerdictException.inconclusive("no response to “" + request + "” came, but " + seen);
  }

  /// The response, which the rule asks for.
  ///
  /// @throws VerdictException when none came
  public Http1Response expectResponse() {
    if (seen instanceof Seen.Response(var response)) {
      return response;
    }
    throw VerdictException.violates("a response to “" + request + "”", seen.toString());
  }

  public Seen seen() {
    context.transcript().judging(event);
    return seen;
  }

  /// The status; 0 when no response came.
  public int status() {
    context.transcript().judging(event);
    return seen instanceof Seen.Response(var response) ? response.status() : 0;
  }

  /// The content of the response.
  ///
  /// @throws VerdictException when no response came: nothing can be said
  public Octets body() {
    return response().body();
  }

  /// The content of the response, which the rule asks for.
  ///
  /// @throws VerdictException when no response came
  public Octets expectBody() {
    return expectResponse().body();
  }

  /// The body as JSON.
  ///
  /// @throws VerdictException when there is none: nothing can be said
  public Json json() {
    return Json.parse("the body of “" + response() + "”", body());
  }

  /// The body, which the rule wants to be JSON that is as expected.
  ///
  /// @throws VerdictException when it is not
  @SafeVarargs
  public final Json expectJson(Expectation<? super Json>... expectations) {
    return Json.expectParsed("the body of “" + expectResponse() + "”", expectBody())
        .expect(expectations);
  }

  /// The value of a field, where the response has it.
  ///
  /// @throws VerdictException when no response came: nothing can be said
  public Optional<String> field(String name) {
    return response().field(name);
  }

  /// A field of the response that the spec needs and is not about.
  ///
  /// @throws VerdictException when it is missing: nothing can be said
  public String requireField(String name) {
    return field(name)
        .orElseThrow(() ->
            VerdictException.inconclusive(
                "no " + name + " in the response to “" + request + "”: " + response()));
  }

  /// A field that the rule asks for.
  ///
  /// @throws VerdictException when it is missing
  public String expectField(String name) {
    return expectResponse()
        .field(name)
        .orElseThrow(() ->
            VerdictException.violates(
                "a " + name + " field in the response to “" + request + "”",
                response() + " without it"));
  }

  /// From the last octet sent to the whole response.
  public Duration took() {
    return took;
  }

  @Override
  public String toString() {
    return seen instanceof Seen.Response(var response)
        ? response + " “" + response.body() + "”"
        : seen.toString();
  }
}
