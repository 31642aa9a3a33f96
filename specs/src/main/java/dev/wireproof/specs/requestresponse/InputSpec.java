package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Stats;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;

/// Requests that cannot be granted as they are.
class InputSpec {

  @Must(
      id = "request-response.input.refused",
      claim = "JSON that is no note is refused",
      source = "contract A and Errors",
      proves = ERROR_HANDLING,
      cases = NoNote.class)
  void jsonThatIsNoNoteIsRefused(Notes notes, NoNote bad) {
    notes.made();
    notes.api().post("/notes", bad.json).expect(refusal(422, 400));
  }

  /// JSON objects without a text of 1 to 65 536 characters.
  enum NoNote implements Case {
    NO_TEXT("{}"),
    NULL("{\"text\":null}"),
    NUMBER("{\"text\":5}"),
    LIST("{\"text\":[\"a\"]}"),
    OBJECT("{\"text\":{\"a\":\"b\"}}"),
    EMPTY("{\"text\":\"\"}"),
    DEEP("{\"text\":" + "[".repeat(20_000) + "]".repeat(20_000) + "}");

    private final String json;

    NoNote(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "request-response.input.changes-nothing",
      claim = "a refusal changes nothing",
      source = "contract, Errors and Hooks",
      proves = {ERROR_HANDLING, FIDELITY},
      alone = true,
      cases = Attempt.class)
  void refusalChangesNothing(Notes notes, Attempt attempt) {
    Notes.Kept note = notes.made();
    String noText = "{\"text\":5}";
    if (attempt == Attempt.PUT) {
      notes.api().put(note.path(), noText).require(refusal(422, 400));
      Notes.has(notes.shown(note), note.text(), "the text from before the refusal");
      return;
    }
    var stats = new Stats(notes.api());
    long before = stats.of("executed.notes");
    notes.api().post("/notes", noText).require(refusal(422, 400));
    long after = stats.of("executed.notes");
    if (after != before) {
      throw VerdictException.violates(
          "no note created by a refusal", (after - before) + " created");
    }
  }

  /// What is refused: seen by the note itself, or by the counter of the hook.
  enum Attempt implements Case {
    PUT,
    POST
  }

  @Must(
      id = "request-response.input.no-json",
      claim = "a body that is no JSON is refused",
      source = "contract, Errors; RFC 8259 §2",
      proves = ERROR_HANDLING,
      cases = NoJson.class)
  void noJsonIsRefused(Notes notes, NoJson bad) {
    notes.made();
    notes.api().post("/notes", bad.body).expect(refusal(400, 422));
  }

  /// Bodies that are called JSON.
  enum NoJson implements Case {
    EMPTY(""),
    HALF("{\"text\":\"hel"),
    WORDS("text=hello"),
    SINGLE_QUOTES("{'text':'hello'}"),
    TWO_VALUES("{\"text\":\"a\"}{\"text\":\"b\"}");

    private final String body;

    NoJson(String body) {
      this.body = body;
    }
  }

  @Must(
      id = "request-response.input.no-utf8",
      claim = "a body that is no UTF-8 is refused, not mended",
      source = "contract, Errors; RFC 8259 §8.1",
      proves = {ERROR_HANDLING, FIDELITY},
      cases = NoUtf8.class)
  void noUtf8IsRefused(Notes notes, NoUtf8 bad) {
    notes.made();
    Octets body =
        Octets.utf8("{\"text\":\"caf").plus(Octets.hex(bad.octets)).plus(Octets.utf8("\"}"));
    notes.api().send(raw(notes, body)).expect(refusal(400, 422));
  }

  private static Http1Request raw(Notes notes, Octets body) {
    return notes
        .api()
        .request("POST", "/notes")
        .with("Content-Type", "application/json")
        .with("Content-Length", Integer.toString(body.size()))
        .carrying(body);
  }

  /// Octets that stand for no character.
  enum NoUtf8 implements Case {
    LATIN1("e9"),
    HALF_A_CHARACTER("c3"),
    OVERLONG("c0 af"),
    SURROGATE("ed a0 80");

    private final String octets;

    NoUtf8(String octets) {
      this.octets = octets;
    }
  }

  @Must(
      id = "request-response.input.media-type",
      claim = "a body of another media type is 415",
      source = "contract, Errors; RFC 9110 §15.5.16",
      proves = {ERROR_HANDLING, NEGOTIATION},
      cases = OtherType.class)
  void otherMediaTypeIsRefused(Notes notes, OtherType other) {
    notes.made();
    String upload = "/uploads/" + notes.api().fresh("u");
    String path = other == OtherType.PART_AS_TEXT ? upload + "/parts/1" : "/notes";
    String method = other == OtherType.PART_AS_TEXT ? "PUT" : "POST";
    notes
        .api()
        .send(
            notes
                .api()
                .request(method, path)
                .with("Content-Type", other.type)
                .withBody(Notes.json(notes.text())))
        .expect(refusal(415));
  }

  /// Bodies that would be right, were they not called something else.
  enum OtherType implements Case {
    NOTE_AS_TEXT("text/plain"),
    NOTE_AS_FORM("application/x-www-form-urlencoded"),
    PART_AS_TEXT("text/plain");

    private final String type;

    OtherType(String type) {
      this.type = type;
    }
  }

  @Must(
      id = "request-response.input.accept",
      claim = "who accepts no JSON gets 406, or JSON all the same",
      source = "contract, Errors; RFC 9110 §12.5.1",
      proves = {NEGOTIATION, ROBUSTNESS},
      cases = Accepted.class)
  void otherWishesDoNoHarm(Notes notes, Accepted accepted) {
    Notes.Kept note = notes.made();
    notes
        .api()
        .send(notes.api().request("GET", note.path()).with("Accept", accepted.value))
        .expect(status(200, 406));
  }

  /// What a client may ask for instead.
  enum Accepted implements Case {
    HTML("text/html"),
    NOTHING_KNOWN("application/x-none"),
    NOT_JSON("application/json;q=0");

    private final String value;

    Accepted(String value) {
      this.value = value;
    }
  }

  @Should(
      id = "request-response.input.type-name",
      claim = "a media type is known in capital letters and with a parameter",
      rfc = "9110#8.3.1",
      proves = {NEGOTIATION, ROBUSTNESS},
      cases = TypeName.class)
  void mediaTypeIsKnownHoweverItIsWritten(Notes notes, TypeName name) {
    notes
        .api()
        .send(
            notes
                .api()
                .request("POST", "/notes")
                .with("Content-Type", name.value)
                .withBody(Notes.json(notes.text())))
        .expect(status(201));
  }

  /// Other spellings of `application/json`.
  enum TypeName implements Case {
    CAPITALS("Application/JSON"),
    PARAMETER("application/json; charset=utf-8");

    private final String value;

    TypeName(String value) {
      this.value = value;
    }
  }
}
