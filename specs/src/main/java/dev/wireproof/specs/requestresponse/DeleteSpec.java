package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.differentFrom;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.http1.Http1Response;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

/// A note is deleted; and methods that a path does not take.
class DeleteSpec {

  @Must(
      id = "request-response.delete.gone",
      claim = "a note that was deleted is gone",
      source = "contract A",
      proves = FIDELITY)
  void deletedNoteIsGone(Notes notes) {
    Note note = notes.requirePosted();
    notes.deleteNote(note).expect(status(204));
    notes.getNote(note).expect(status(404, 410));
  }

  @Must(
      id = "request-response.delete.twice",
      claim = "a second DELETE finds nothing, and does no harm",
      source = "contract A; RFC 9110 §9.2.2",
      proves = IDEMPOTENCY)
  void secondDeleteDoesNoHarm(Notes notes) {
    Note note = notes.requirePosted();
    notes.requireDeleted(note);
    notes.deleteNote(note).expect(status(404, 410, 204));
  }

  @Must(
      id = "request-response.delete.id-not-reused",
      claim = "the id of a deleted note is not given again",
      source = "contract A",
      proves = FIDELITY)
  void idIsNotGivenAgain(Notes notes) {
    Note first = notes.requirePosted();
    notes.requireDeleted(first);
    for (int i = 0; i < 3; i++) {
      expectThat(
          notes.requirePosted(first.text()).id(),
          differentFrom(first.id())
              .as("an id that no note had before")
              .showing(id -> id + " again"));
    }
  }

  @Must(
      id = "request-response.delete.only-that",
      claim = "DELETE deletes that note and no other, even if another has the same text",
      source = "contract A",
      proves = FIDELITY)
  void onlyThatNoteIsDeleted(Notes notes) {
    Note first = notes.requirePosted();
    Note twin = notes.requirePosted(first.text());
    notes.requireDeleted(first);
    notes.getNote(twin).expect(status(200));
  }

  @Must(
      id = "request-response.method.refused",
      claim = "a method that a path does not take is refused with 405 and an Allow field",
      source = "contract A; RFC 9110 §15.5.6",
      proves = {ERROR_HANDLING, NEGOTIATION},
      alone = true,
      // a server that takes DELETE /notes deletes the notes of all specs
      cases = NoSuchMethod.class)
  void methodIsRefused(Notes notes, NoSuchMethod method) {
    Note note = notes.requirePosted();
    method
        .send
        .apply(notes, note)
        .expect(
            status(405)
                .and(
                    having(
                        "an Allow that names " + String.join(", ", method.allowed),
                        response -> allowed(response).containsAll(method.allowed))));
    notes.getNote(note).expect(success().as("the note still there"));
  }

  private static Set<String> allowed(Http1Response response) {
    return response.fields().all("Allow").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  /// What the paths of notes do not take.
  enum NoSuchMethod implements Case {
    DELETE_OF_ALL((notes, _) -> notes.send(notes.request("DELETE", "/notes")), "GET", "POST"),
    POST_TO_A_NOTE(
        (notes, note) -> notes.api().post(note.path(), Notes.jsonOf(notes.newText())),
        "GET",
        "PUT",
        "DELETE");

    private final BiFunction<Notes, Note, Reply> send;
    private final List<String> allowed;

    NoSuchMethod(BiFunction<Notes, Note, Reply> send, String... allowed) {
      this.send = send;
      this.allowed = List.of(allowed);
    }
  }
}
