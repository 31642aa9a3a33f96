package dev.wireproof.clients.pattern;

import dev.wireproof.clients.http1.Expectation;
import dev.wireproof.engine.context.SpecContext;
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

  Reply(SpecContext context, String request, Seen seen, Duration took) {
    this.context = context;
    this.request = request;
    this.seen = seen;
    this.took = took;
  }

  /// Judges it.
  ///
  /// @throws VerdictException when it violates the expectation
  public Reply expect(Expectation expectation) {
    switch (expectation.judge(seen)) {
      case Verdict.Violates(String expected, String saw) ->
          throw VerdictException.violates(expected + " to “" + request + "”", saw);
      case Verdict.Tolerated(String why) -> context.tolerate(why);
      case Verdict.NotApplicable(String why) -> throw VerdictException.notApplicable(why);
      case Verdict.Inconclusive(String why) -> throw VerdictException.inconclusive(why);
      case Verdict.Conforms _, Verdict.Observed _ -> {}
    }
    return this;
  }

  /// A step that the spec needs and is not about: where it fails, nothing can be said.
  ///
  /// @throws VerdictException when it violates the expectation: the spec is inconclusive
  public Reply needed(Expectation expectation) {
    if (expectation.judge(seen) instanceof Verdict.Violates(String expected, String saw)) {
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
  /// @throws VerdictException when none came
  public Http1Response response() {
    if (seen instanceof Seen.Response(var response)) {
      return response;
    }
    throw VerdictException.violates("a response to “" + request + "”", seen.toString());
  }

  public Seen seen() {
    return seen;
  }

  /// The status; 0 when no response came.
  public int status() {
    return seen instanceof Seen.Response(var response) ? response.status() : 0;
  }

  public Octets body() {
    return response().body();
  }

  /// The body as JSON.
  ///
  /// @throws VerdictException when it is none
  public Json json() {
    return Json.parse("the body of “" + response() + "”", body());
  }

  public Optional<String> field(String name) {
    return response().field(name);
  }

  /// A field that the contract asks for.
  ///
  /// @throws VerdictException when it is missing
  public String required(String name) {
    return field(name)
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
