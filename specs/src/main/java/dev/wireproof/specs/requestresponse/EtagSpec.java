package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.differentFrom;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.matching;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.function.BiFunction;

/// The ETag: it names one state of a note.
class EtagSpec {

  @Must(
      id = "request-response.etag.strong",
      claim = "a response with a note has a strong ETag",
      source = "contract A; RFC 9110 §8.8.3",
      proves = FIDELITY,
      cases = Exchange.class)
  void etagIsStrong(Notes notes, Exchange exchange) {
    exchange
        .send
        .apply(notes, notes.requirePosted())
        .require(status(200, 201))
        .expect(
            field(
                "ETag",
                matching(
                    "a strong one, such as “\"1\"”", "\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"")));
  }

  /// What is answered with a note.
  enum Exchange implements Case {
    POST((notes, _) -> notes.postNote(notes.newText())),
    GET(Notes::getNote),
    PUT((notes, note) -> notes.putNote(note, notes.newText()));

    private final BiFunction<Notes, Note, Reply> send;

    Exchange(BiFunction<Notes, Note, Reply> send) {
      this.send = send;
    }
  }

  @Must(
      id = "request-response.etag.stable",
      claim = "the ETag is the same while the note does not change",
      source = "contract A",
      proves = IDEMPOTENCY)
  void etagIsTheSameWhileNothingChanges(Notes notes) {
    Reply posted = notes.postNote(notes.newText()).require(status(201));
    var note = new Note(Notes.idOf(posted), "");
    String first = posted.field("ETag").orElseGet(() -> notes.requireEtag(note));
    notes.requirePosted();
    for (int i = 1; i <= 2; i++) {
      expectThat(
          notes.requireEtag(note), equalTo(first).as("the ETag of the unchanged note, " + first));
    }
  }

  @Must(
      id = "request-response.etag.changes",
      claim = "a note whose text has changed has another ETag",
      source = "contract A",
      proves = FIDELITY)
  void etagChangesWithTheText(Notes notes) {
    Note note = notes.requirePosted();
    String before = notes.requireEtag(note);
    notes.requirePut(note, notes.newText());
    expectThat(
        notes.requireEtag(note),
        differentFrom(before)
            .as("another ETag for another text")
            .showing(etag -> etag + " as before"));
  }
}
