package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.Locale;
import java.util.function.BiFunction;

/// Refusals that a program can read.
class ProblemSpec {

  private static final String NOT_IN_LIST = "\"of another time\"";

  @Must(
      id = "request-response.input.problem",
      claim = "a refusal is problem+json, with a title and its status",
      rfc = "9457#3",
      proves = ERROR_HANDLING,
      cases = Refused.class)
  void refusalIsAProblem(Notes notes, Refused refused) {
    Reply reply = refused.ask.apply(notes, notes.made()).require(refusal(refused.status));
    reply.expect(Replies.problem(reply.status()));
    if (!reply.expectField("Content-Type").toLowerCase(Locale.ROOT).contains("problem+json")) {
      return;
    }
    Json problem = reply.expectJson();
    problem.expectText("title");
    if (problem.expectNumber("status") != reply.status()) {
      throw VerdictException.violates(
          "the status of the response, " + reply.status() + ", in its problem", problem.toString());
    }
  }

  /// Refusals of the pattern's own paths.
  enum Refused implements Case {
    UNKNOWN(404, (notes, _) -> notes.api().get("/notes/" + notes.api().fresh("none"))),
    NO_JSON(400, (notes, _) -> notes.api().post("/notes", "{")),
    NO_TEXT(422, (notes, _) -> notes.api().post("/notes", "{}")),
    OTHER_TYPE(
        415,
        (notes, _) ->
            notes
                .api()
                .send(
                    notes
                        .api()
                        .request("POST", "/notes")
                        .with("Content-Type", "text/plain")
                        .withBody("hello"))),
    STALE(412, (notes, note) -> notes.api().send(notes.puttingIf(note, NOT_IN_LIST, notes.text()))),
    SENSELESS_LIMIT(400, (notes, _) -> notes.api().get("/notes?limit=abc"));

    private final int status;
    private final BiFunction<Notes, Notes.Kept, Reply> ask;

    Refused(int status, BiFunction<Notes, Notes.Kept, Reply> ask) {
      this.status = status;
      this.ask = ask;
    }
  }

  @Must(
      id = "request-response.input.odd-target",
      claim = "no address makes the server fail",
      source = "contract, Errors",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = OddTarget.class)
  void noAddressMakesTheServerFail(Notes notes, OddTarget odd) {
    notes.made();
    notes
        .api()
        .get(odd.target)
        .expect(response("an answer that is no server error", each -> each.status() < 500));
  }

  /// Addresses that a scanner tries, or a client that forgets to encode.
  enum OddTarget implements Case {
    PERCENT_WITHOUT_DIGITS("/notes/%zz"),
    PERCENT_AT_THE_END("/notes/100%"),
    PERCENT_IN_THE_QUERY("/notes?limit=%zz"),
    NO_UTF8("/notes/%ff"),
    UPWARDS("/notes/..%2f..%2f"),
    VERY_LONG_ID("/notes/" + "a".repeat(2000)),
    EMPTY_ID("/notes/"),
    TWO_LIMITS("/notes?limit=1&limit=2"),
    CURSOR_OF_ANOTHER_KIND("/notes?after=%F0%9F%9A%B2");

    private final String target;

    OddTarget(String target) {
      this.target = target;
    }
  }
}
