package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.Locale;
import java.util.function.BiFunction;

/// Refusals that a program can read.
class ProblemSpec {

  private static final String OLD_ETAG = "\"of another time\"";

  @Must(
      id = "request-response.input.problem",
      claim = "a refusal has a body of type application/problem+json, with a title and its status",
      rfc = "9457#3",
      proves = ERROR_HANDLING,
      cases = Refused.class)
  void refusalIsAProblem(Notes notes, Refused refused) {
    Reply reply = refused.send.apply(notes, notes.requirePosted()).require(refusal(refused.status));
    reply.expect(Replies.problem(reply.status()));
    if (isProblem(reply.expectField("Content-Type"))) {
      reply.expectJson(json("title").isText(), json("status").is(reply.status()));
    }
  }

  /// Another media type is tolerated, and then nothing is expected of the body.
  private static boolean isProblem(String mediaType) {
    return mediaType.toLowerCase(Locale.ROOT).contains("problem+json");
  }

  /// Refusals of the pattern's own paths.
  enum Refused implements Case {
    UNKNOWN(404, (notes, _) -> notes.get(notes.unknownPath())),
    NO_JSON(400, (notes, _) -> notes.postJson("{")),
    NO_TEXT(422, (notes, _) -> notes.postJson("{}")),
    OTHER_TYPE(415, (notes, _) -> notes.postAs("text/plain", "hello")),
    STALE(412, (notes, note) -> notes.putIfMatch(note, OLD_ETAG, notes.newText())),
    SENSELESS_LIMIT(400, (notes, _) -> notes.get("/notes?limit=abc"));

    private final int status;
    private final BiFunction<Notes, Note, Reply> send;

    Refused(int status, BiFunction<Notes, Note, Reply> send) {
      this.status = status;
      this.send = send;
    }
  }

  @Must(
      id = "request-response.input.odd-target",
      claim = "no request target is answered with a server error",
      source = "contract, Errors",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = OddTarget.class)
  void noTargetMakesTheServerFail(Notes notes, OddTarget odd) {
    notes.requirePosted();
    notes
        .get(odd.target)
        .expect(response("a response that is not a server error", each -> each.status() < 500));
  }

  /// Request targets of a scanner, or of a client that forgets to encode.
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
