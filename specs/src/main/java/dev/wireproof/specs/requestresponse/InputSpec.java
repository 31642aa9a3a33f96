package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.exactly;
import static dev.wireproof.specs.pattern.Refusals.refusal;
import static dev.wireproof.specs.requestresponse.Notes.noteWith;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.pattern.Stats;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.Octets;
import java.util.function.BiFunction;

/// Requests that cannot be granted as they are.
class InputSpec {

  private static final String TEXT_IS_NUMBER = "{\"text\":5}";

  @Must(
      id = "request-response.input.refused",
      claim = "JSON that is not a note is refused",
      source = "contract A and Errors",
      proves = ERROR_HANDLING,
      cases = NoNote.class)
  void jsonThatIsNoNoteIsRefused(Notes notes, NoNote bad) {
    notes.requirePosted();
    notes.postJson(bad.json).expect(refusal(422, 400));
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
    switch (attempt) {
      case PUT -> expectRefusedPutChangesNothing(notes);
      case POST -> expectRefusedPostCreatesNothing(notes);
    }
  }

  private static void expectRefusedPutChangesNothing(Notes notes) {
    Note note = notes.requirePosted();
    notes.putJson(note, TEXT_IS_NUMBER).require(refusal(422, 400));
    notes.requireGet(note).expect(noteWith(note.text(), "the note from before the refusal"));
  }

  private static void expectRefusedPostCreatesNothing(Notes notes) {
    var stats = new Stats(notes.api());
    notes.requirePosted();
    long before = stats.of("executed.notes");
    notes.postJson(TEXT_IS_NUMBER).require(refusal(422, 400));
    expectThat(
        stats.of("executed.notes") - before,
        exactly(0).as("no note created by a refused POST").showing(n -> n + " created"));
  }

  /// What is refused: the note itself shows it, or the counter of the hook.
  enum Attempt implements Case {
    PUT,
    POST
  }

  @Must(
      id = "request-response.input.no-json",
      claim = "a body that is not JSON is refused",
      source = "contract, Errors; RFC 8259 §2",
      proves = ERROR_HANDLING,
      cases = NoJson.class)
  void noJsonIsRefused(Notes notes, NoJson bad) {
    notes.requirePosted();
    notes.postJson(bad.body).expect(refusal(400, 422));
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
      claim = "a body that is not UTF-8 is refused, not repaired",
      source = "contract, Errors; RFC 8259 §8.1",
      proves = {ERROR_HANDLING, FIDELITY},
      cases = NoUtf8.class)
  void noUtf8IsRefused(Notes notes, NoUtf8 bad) {
    notes.requirePosted();
    Octets body =
        Octets.utf8("{\"text\":\"caf").plus(Octets.hex(bad.octets)).plus(Octets.utf8("\"}"));
    notes.postOctets(body).expect(refusal(400, 422));
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
      claim = "a body of another media type is refused with 415",
      source = "contract, Errors; RFC 9110 §15.5.16",
      proves = {ERROR_HANDLING, NEGOTIATION},
      cases = OtherType.class)
  void otherMediaTypeIsRefused(Notes notes, OtherType other) {
    notes.requirePosted();
    other.send.apply(notes, Notes.jsonOf(notes.newText())).expect(refusal(415));
  }

  /// Bodies that would be right under another media type.
  enum OtherType implements Case {
    NOTE_AS_TEXT((notes, json) -> notes.postAs("text/plain", json)),
    NOTE_AS_FORM((notes, json) -> notes.postAs("application/x-www-form-urlencoded", json)),
    PART_AS_TEXT(
        (notes, json) ->
            notes.send(
                notes
                    .request("PUT", "/uploads/" + notes.api().fresh("u") + "/parts/1")
                    .with("Content-Type", "text/plain")
                    .withBody(json)));

    private final BiFunction<Notes, String, Reply> send;

    OtherType(BiFunction<Notes, String, Reply> send) {
      this.send = send;
    }
  }

  @Must(
      id = "request-response.input.accept",
      claim = "a request that does not accept JSON is answered with 406, or with JSON anyway",
      source = "contract, Errors; RFC 9110 §12.5.1",
      proves = {NEGOTIATION, ROBUSTNESS},
      cases = Accepted.class)
  void otherWishesDoNoHarm(Notes notes, Accepted accepted) {
    Note note = notes.requirePosted();
    notes
        .send(notes.request("GET", note.path()).with("Accept", accepted.value))
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
      claim = "a media type is recognised in capital letters and with a parameter",
      rfc = "9110#8.3.1",
      proves = {NEGOTIATION, ROBUSTNESS},
      cases = TypeName.class)
  void mediaTypeIsRecognisedHoweverItIsWritten(Notes notes, TypeName name) {
    notes.postAs(name.value, Notes.jsonOf(notes.newText())).expect(status(201));
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
