package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.function.BiFunction;

/// The ETag: one name for one state of a note.
class EtagSpec {

  @Must(
      id = "request-response.etag.strong",
      claim = "a note comes with a strong ETag",
      source = "contract A; RFC 9110 §8.8.3",
      proves = FIDELITY,
      cases = Answer.class)
  void etagIsStrong(Notes notes, Answer answer) {
    Reply reply = answer.ask.apply(notes, notes.made()).require(status(200, 201));
    String tag = reply.expectField("ETag");
    if (!tag.matches("\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"")) {
      throw VerdictException.violates("a strong ETag, such as “\"1\"”", tag);
    }
  }

  /// The answers that have one.
  enum Answer implements Case {
    POST((notes, _) -> notes.post(notes.text())),
    GET(Notes::get),
    PUT((notes, note) -> notes.put(note, notes.text()));

    private final BiFunction<Notes, Notes.Kept, Reply> ask;

    Answer(BiFunction<Notes, Notes.Kept, Reply> ask) {
      this.ask = ask;
    }
  }

  @Must(
      id = "request-response.etag.stable",
      claim = "the ETag is the same while the note does not change",
      source = "contract A",
      proves = IDEMPOTENCY)
  void etagIsTheSameWhileNothingChanges(Notes notes) {
    Reply made = notes.post(notes.text()).require(status(201));
    var note = new Notes.Kept(Notes.idOf(made), "");
    String first = made.expectResponse().field("ETag").orElseGet(() -> notes.etag(note));
    notes.made();
    for (int i = 1; i <= 2; i++) {
      String now = notes.etag(note);
      if (!now.equals(first)) {
        throw VerdictException.violates("the ETag of the unchanged note, " + first, now);
      }
    }
  }

  @Must(
      id = "request-response.etag.changes",
      claim = "the ETag is another when the text has changed",
      source = "contract A",
      proves = FIDELITY)
  void etagChangesWithTheText(Notes notes) {
    Notes.Kept note = notes.made();
    String before = notes.etag(note);
    notes.put(note, notes.text()).require(status(200));
    String after = notes.etag(note);
    if (after.equals(before)) {
      throw VerdictException.violates("another ETag for another text", after + " as before");
    }
  }
}
