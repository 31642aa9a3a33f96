package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.Locale;
import java.util.function.BiFunction;

/// A note is made, has a place of its own, and can be looked at.
class NoteSpec {

  @Must(
      id = "request-response.note.created",
      claim = "a note is answered with 201, its id and its text",
      source = "contract A",
      proves = FIDELITY,
      base = true)
  void noteIsCreated(Notes notes) {
    String text = notes.text();
    Reply made = notes.post(text).expect(status(201));
    Notes.has(made, text, "the note's text");
    made.expectJson().expectText("id");
  }

  @Must(
      id = "request-response.note.location",
      claim = "Location leads to the note",
      source = "contract A; RFC 9110 §10.2.2",
      proves = FIDELITY)
  void locationLeadsToTheNote(Notes notes) {
    String text = notes.text();
    String location = notes.post(text).require(status(201)).expectField("Location");
    String path = location.replaceFirst("^https?://[^/]*", "");
    Reply found = notes.api().get(path.startsWith("/") ? path : "/" + path);
    Notes.has(found.expect(status(200)), text, "the note at its Location");
  }

  @Must(
      id = "request-response.note.id",
      claim = "an id is made of letters, digits, - and _",
      source = "contract, Ids",
      proves = FIDELITY)
  void idIsATextThatFitsIntoAPath(Notes notes) {
    String id = Notes.idOf(notes.post(notes.text()).require(status(201)));
    if (!id.matches("[A-Za-z0-9_-]{1,128}")) {
      throw VerdictException.violates("an id of 1 to 128 letters, digits, - and _", "“" + id + "”");
    }
  }

  @Must(
      id = "request-response.note.media-type",
      claim = "answers say that they are JSON",
      source = "contract, JSON; RFC 9110 §8.3",
      proves = NEGOTIATION,
      cases = Answered.class)
  void answersAreJson(Notes notes, Answered answered) {
    Reply reply = answered.ask.apply(notes, notes.made()).require(status(200, 201));
    String type = reply.expectField("Content-Type");
    if (!type.toLowerCase(Locale.ROOT).matches("application/json\\s*(;.*)?")) {
      throw VerdictException.violates("Content-Type: application/json", "Content-Type: " + type);
    }
  }

  /// What is answered with JSON.
  enum Answered implements Case {
    POST((notes, _) -> notes.post(notes.text())),
    GET(Notes::get),
    PUT((notes, note) -> notes.put(note, notes.text())),
    PAGE((notes, _) -> notes.api().get("/notes?limit=1"));

    private final BiFunction<Notes, Notes.Kept, Reply> ask;

    Answered(BiFunction<Notes, Notes.Kept, Reply> ask) {
      this.ask = ask;
    }
  }

  @Must(
      id = "request-response.note.head",
      claim = "HEAD is answered with the head of GET, and no body",
      source = "contract A; RFC 9110 §9.3.2",
      proves = FRAMING)
  void headIsTheHeadOfGet(Notes notes, Http1Wire wire) {
    Notes.Kept note = notes.made();
    Http1Request head = notes.api().request("HEAD", note.path());
    Http1Response response = wire.send(head).expectResponse(status(200));
    String tag = response.field("ETag").orElse("no ETag");
    String expected = notes.shown(note).expectResponse().field("ETag").orElse("no ETag");
    if (!tag.equals(expected)) {
      throw VerdictException.violates("the same as GET: " + expected, tag);
    }
    wire.expectNextServed();
  }

  @Must(
      id = "request-response.note.unknown",
      claim = "a note that was never made is 404",
      source = "contract A",
      proves = ERROR_HANDLING,
      safety = Safety.POLITE)
  void unknownNoteIs404(Notes notes) {
    notes.api().get("/notes/" + notes.api().fresh("none")).expect(status(404, 410));
  }

  @Must(
      id = "request-response.note.safe",
      claim = "looking at a note changes nothing",
      source = "contract A; RFC 9110 §9.2.1",
      proves = IDEMPOTENCY)
  void lookingChangesNothing(Notes notes) {
    Notes.Kept note = notes.made();
    String before = notes.etag(note);
    for (int i = 0; i < 5; i++) {
      notes.shown(note);
      notes.api().send(notes.api().request("HEAD", note.path()));
      notes.api().get("/notes?limit=1").require(status(200));
    }
    Reply after = notes.shown(note);
    Notes.has(after, note.text(), "the note as it was before it was looked at");
    if (!after.expectField("ETag").equals(before)) {
      throw VerdictException.violates("the ETag from before, " + before, after.expectField("ETag"));
    }
  }
}
