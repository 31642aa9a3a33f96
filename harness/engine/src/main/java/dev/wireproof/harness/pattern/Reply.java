package dev.wireproof.harness.pattern;

import dev.wireproof.harness.context.SpecContext;
import dev.wireproof.harness.http1.Expectation;
import dev.wireproof.harness.verdict.Decided;
import dev.wireproof.harness.verdict.Verdict;
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
  /// @throws Decided when it violates the expectation
  public Reply expect(Expectation expectation) {
    switch (expectation.judge(seen)) {
      case Verdict.Violates(String expected, String saw) ->
          throw Decided.violates(expected + " to “" + request + "”", saw);
      case Verdict.Tolerated(String why) -> context.tolerate(why);
      case Verdict.NotApplicable(String why) -> throw Decided.notApplicable(why);
      case Verdict.Inconclusive(String why) -> throw Decided.inconclusive(why);
      case Verdict.Conforms _, Verdict.Observed _ -> {}
    }
    return this;
  }

  /// A step that the spec needs and is not about: where it fails, nothing can be said.
  ///
  /// @throws Decided when it violates the expectation: the spec is inconclusive
  public Reply needed(Expectation expectation) {
    if (expectation.judge(seen) instanceof Verdict.Violates(String expected, String saw)) {
      throw Decided.inconclusive(
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
  /// @throws Decided when none came
  public Http1Response response() {
    if (seen instanceof Seen.Answer(var response)) {
      return response;
    }
    throw Decided.violates("a response to “" + request + "”", seen.toString());
  }

  public Seen seen() {
    return seen;
  }

  /// The status; 0 when no response came.
  public int status() {
    return seen instanceof Seen.Answer(var response) ? response.status() : 0;
  }

  public Octets body() {
    return response().body();
  }

  /// The body as JSON.
  ///
  /// @throws Decided when it is none
  public Json json() {
    return Json.parse("the body of “" + response() + "”", body());
  }

  public Optional<String> field(String name) {
    return response().field(name);
  }

  /// A field that the contract asks for.
  ///
  /// @throws Decided when it is missing
  public String required(String name) {
    return field(name)
        .orElseThrow(() ->
            Decided.violates(
                "a " + name + " field in the response to “" + request + "”",
                response() + " without it"));
  }

  /// From the last octet sent to the whole response.
  public Duration took() {
    return took;
  }

  @Override
  public String toString() {
    return seen instanceof Seen.Answer(var response)
        ? response + " “" + response.body() + "”"
        : seen.toString();
  }
}
