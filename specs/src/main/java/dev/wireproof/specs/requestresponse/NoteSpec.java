package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.matching;
import static dev.wireproof.specs.requestresponse.Notes.noteWith;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.wire.http1.Http1Response;
import java.util.function.BiFunction;

/// A note is created, has a URI of its own, and can be read.
class NoteSpec {

  @Must(
      id = "request-response.note.created",
      claim = "POST of a note is answered with 201, the id of the note and its text",
      source = "contract A",
      proves = FIDELITY,
      base = true)
  void noteIsCreated(Notes notes) {
    String text = notes.newText();
    notes
        .postNote(text)
        .expect(status(201).and(noteWith(text)))
        .expectJson(json("id").isText());
  }

  @Must(
      id = "request-response.note.location",
      claim = "Location leads to the note",
      source = "contract A; RFC 9110 §10.2.2",
      proves = FIDELITY)
  void locationLeadsToTheNote(Notes notes) {
    String text = notes.newText();
    String location = notes.postNote(text).require(status(201)).expectField("Location");
    String path = location.replaceFirst("^https?://[^/]*", "");
    notes
        .get(path.startsWith("/") ? path : "/" + path)
        .expect(status(200).and(noteWith(text, "the note at its Location")));
  }

  @Must(
      id = "request-response.note.id",
      claim = "an id is made of letters, digits, - and _",
      source = "contract, Ids",
      proves = FIDELITY)
  void idIsATextThatFitsIntoAPath(Notes notes) {
    expectThat(
        notes.requirePosted().id(),
        matching("an id of 1 to 128 letters, digits, - and _", "[A-Za-z0-9_-]{1,128}")
            .showing(id -> "“" + id + "”"));
  }

  @Must(
      id = "request-response.note.media-type",
      claim = "a response with a note or notes says that it is JSON",
      source = "contract, JSON; RFC 9110 §8.3",
      proves = NEGOTIATION,
      cases = Exchange.class)
  void responsesAreJson(Notes notes, Exchange exchange) {
    exchange
        .send
        .apply(notes, notes.requirePosted())
        .require(status(200, 201))
        .expect(
            field("Content-Type", matching("application/json", "(?i)application/json\\s*(;.*)?")));
  }

  /// What is answered with JSON.
  enum Exchange implements Case {
    POST((notes, _) -> notes.postNote(notes.newText())),
    GET(Notes::getNote),
    PUT((notes, note) -> notes.putNote(note, notes.newText())),
    PAGE((notes, _) -> notes.get("/notes?limit=1"));

    private final BiFunction<Notes, Note, Reply> send;

    Exchange(BiFunction<Notes, Note, Reply> send) {
      this.send = send;
    }
  }

  @Must(
      id = "request-response.note.head",
      claim = "HEAD is answered with the head that GET is answered with, and no body",
      source = "contract A; RFC 9110 §9.3.2",
      proves = FRAMING)
  void headIsTheHeadOfGet(Notes notes, Http1Wire wire) {
    Note note = notes.requirePosted();
    Http1Response head = wire.send(notes.headRequest(note)).expectResponse(status(200));
    String etag = notes.requireGet(note).field("ETag").orElse("no ETag");
    expectThat(
        head.field("ETag").orElse("no ETag"),
        equalTo(etag).as("the ETag that GET is answered with, " + etag));
    wire.expectNextServed();
  }

  @Must(
      id = "request-response.note.unknown",
      claim = "GET of a note that was never created is answered with 404",
      source = "contract A",
      proves = ERROR_HANDLING,
      safety = Safety.POLITE)
  void unknownNoteIs404(Notes notes) {
    notes.get(notes.unknownPath()).expect(status(404, 410));
  }

  @Must(
      id = "request-response.note.safe",
      claim = "GET and HEAD change nothing",
      source = "contract A; RFC 9110 §9.2.1",
      proves = IDEMPOTENCY)
  void lookingChangesNothing(Notes notes) {
    Note note = notes.requirePosted();
    String before = notes.requireEtag(note);
    for (int i = 0; i < 5; i++) {
      notes.requireGet(note);
      notes.send(notes.headRequest(note));
      notes.get("/notes?limit=1").require(status(200));
    }
    notes
        .requireGet(note)
        .expect(noteWith(note.text(), "the note as it was before it was read"))
        .expect(field("ETag", equalTo(before)));
  }
}
