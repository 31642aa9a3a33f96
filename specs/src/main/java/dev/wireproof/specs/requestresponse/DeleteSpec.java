package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;

import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// A note is deleted; and what no method is for.
class DeleteSpec {

  @Must(
      id = "request-response.delete.gone",
      claim = "a note that was deleted is gone",
      source = "contract A",
      proves = FIDELITY)
  void deletedNoteIsGone(Notes notes) {
    Notes.Kept note = notes.made();
    notes.api().delete(note.path()).expect(status(204));
    notes.get(note).expect(status(404, 410));
  }

  @Must(
      id = "request-response.delete.twice",
      claim = "a second DELETE finds nothing, and does no harm",
      source = "contract A; RFC 9110 §9.2.2",
      proves = IDEMPOTENCY)
  void secondDeleteDoesNoHarm(Notes notes) {
    Notes.Kept note = notes.made();
    notes.api().delete(note.path()).require(status(204));
    notes.api().delete(note.path()).expect(status(404, 410, 204));
  }

  @Must(
      id = "request-response.delete.id-not-reused",
      claim = "the id of a deleted note is not given again",
      source = "contract A",
      proves = FIDELITY)
  void idIsNotGivenAgain(Notes notes) {
    Notes.Kept first = notes.made();
    notes.api().delete(first.path()).require(status(204));
    for (int i = 0; i < 3; i++) {
      Notes.Kept next = notes.made(first.text());
      if (next.id().equals(first.id())) {
        throw VerdictException.violates("an id that no note had before", first.id() + " again");
      }
    }
  }

  @Must(
      id = "request-response.delete.only-that",
      claim = "DELETE takes that note and no other, though it has the same text",
      source = "contract A",
      proves = FIDELITY)
  void onlyThatNoteIsDeleted(Notes notes) {
    Notes.Kept first = notes.made();
    Notes.Kept twin = notes.made(first.text());
    notes.api().delete(first.path()).require(status(204));
    notes.get(twin).expect(status(200));
  }

  @Must(
      id = "request-response.method.refused",
      claim = "a method that a path does not take is 405, with Allow",
      source = "contract A; RFC 9110 §15.5.6",
      proves = {ERROR_HANDLING, NEGOTIATION},
      alone = true,
      // whoever takes DELETE /notes takes the notes of all
      cases = NoSuchMethod.class)
  void methodIsRefused(Notes notes, NoSuchMethod method) {
    Notes.Kept note = notes.made();
    Http1Request request =
        method == NoSuchMethod.POST_TO_A_NOTE
            ? notes.api().request("POST", note.path(), Notes.json(notes.text()))
            : notes.api().request("DELETE", "/notes");
    notes
        .api()
        .send(request)
        .expect(
            status(405)
                .and(
                    having(
                        "an Allow that names " + String.join(", ", method.allowed),
                        response -> allowed(response).containsAll(method.allowed))));
    notes.get(note).expect(response("the note still there", Http1Response::isSuccess));
  }

  private static Set<String> allowed(Http1Response response) {
    return response.fields().all("Allow").stream()
        .flatMap(value -> Arrays.stream(value.split(",", -1)))
        .map(String::strip)
        .collect(Collectors.toSet());
  }

  /// What the paths of notes do not take.
  enum NoSuchMethod implements Case {
    DELETE_OF_ALL("GET", "POST"),
    POST_TO_A_NOTE("GET", "PUT", "DELETE");

    private final List<String> allowed;

    NoSuchMethod(String... allowed) {
      this.allowed = List.of(allowed);
    }
  }
}
