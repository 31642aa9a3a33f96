package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.atMost;
import static dev.wireproof.engine.verdict.Expectations.exactly;
import static dev.wireproof.specs.requestresponse.Notes.noteWith;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.Collections;
import java.util.List;
import java.util.function.UnaryOperator;

/// A note is replaced, whole, and only by a client whose condition holds.
class PutSpec {

  private static final int WRITERS = 10;

  @Must(
      id = "request-response.put.replaces",
      claim = "PUT replaces the text, and is answered with the note as it is now",
      source = "contract A",
      proves = FIDELITY)
  void putReplacesTheText(Notes notes) {
    Note note = notes.requirePosted();
    String text = notes.newText();
    notes.putNote(note, text).expect(status(200).and(noteWith(text)));
    notes.requireGet(note).expect(noteWith(text, "the note from now on"));
  }

  @Must(
      id = "request-response.put.twice",
      claim = "PUT twice leaves what PUT once leaves",
      source = "contract A; RFC 9110 §9.2.2",
      proves = IDEMPOTENCY)
  void putTwiceLeavesWhatPutOnceLeaves(Notes notes) {
    Note note = notes.requirePosted();
    String text = notes.newText();
    notes.requirePut(note, text);
    notes.putNote(note, text).expect(status(200));
    notes.requireGet(note).expect(noteWith(text, "the note of the PUT that came twice"));
  }

  @Must(
      id = "request-response.put.listed-once",
      claim = "a note that was replaced is in the list once",
      source = "contract A",
      proves = IDEMPOTENCY)
  void replacedNoteIsListedOnce(Notes notes, Pages pages) {
    Pages.Walk walk = pages.walkFromNowOn();
    Note note = notes.requirePosted();
    String text = notes.newText();
    notes.requirePut(note, text);
    notes.requirePut(note, text);
    long times = Collections.frequency(walk.requireRest(Pages.MOST), text);
    requireThat(times, atLeast(1).as("the note in the list"));
    expectThat(times, atMost(1).as("the note once in the list").showing(n -> n + " times"));
  }

  @Must(
      id = "request-response.put.creates-nothing",
      claim = "PUT to an unknown id is answered with 404, and creates nothing",
      source = "contract A",
      proves = ERROR_HANDLING)
  void putCreatesNothing(Notes notes) {
    var unknown = new Note(notes.api().fresh("none"), "");
    notes.putNote(unknown, notes.newText()).expect(status(404, 410));
    notes.getNote(unknown).expect(status(404, 410));
  }

  @Must(
      id = "request-response.put.if-match",
      claim = "a PUT whose If-Match names the current ETag is carried out",
      rfc = "9110#13.1.1",
      proves = CONCURRENCY,
      cases = Condition.class)
  void currentEtagLetsThrough(Notes notes, Condition condition) {
    Note note = notes.requirePosted();
    String ifMatch = condition.of.apply(notes.requireEtag(note));
    notes.putIfMatch(note, ifMatch, notes.newText()).expect(status(200));
  }

  /// Ways to name it.
  enum Condition implements Case {
    EXACT(tag -> tag),
    LIST(tag -> "\"another\", " + tag),
    STAR(_ -> "*");

    private final UnaryOperator<String> of;

    Condition(UnaryOperator<String> of) {
      this.of = of;
    }
  }

  @Must(
      id = "request-response.put.stale",
      claim = "a PUT whose If-Match names an old ETag is refused with 412, and changes nothing",
      source = "contract A; RFC 9110 §13.1.1",
      proves = {CONCURRENCY, ERROR_HANDLING})
  void staleEtagIsRefused(Notes notes) {
    Note note = notes.requirePosted();
    String old = notes.requireEtag(note);
    String current = notes.newText();
    notes.requirePut(note, current);
    notes.putIfMatch(note, old, notes.newText()).expect(status(412));
    notes.requireGet(note).expect(noteWith(current, "the note from before the refusal"));
  }

  @Must(
      id = "request-response.put.race",
      claim = "of several simultaneous PUTs with the same If-Match one is carried out",
      source = "contract A; RFC 9110 §13.1.1",
      proves = CONCURRENCY,
      rounds = 4)
  void oneOfSeveralWritersGetsThrough(Notes notes) {
    Note note = notes.requirePosted();
    List<Reply> replies = notes.putIfMatchAtOnce(note, notes.requireEtag(note), WRITERS);
    replies.forEach(reply -> reply.require(status(200, 412)));
    expectThat(
        replies.stream().filter(reply -> reply.status() == 200).count(),
        exactly(1)
            .as("200 for one of " + WRITERS + " writers with one If-Match, 412 for the others")
            .showing(n -> "200 for " + n + " of them"));
  }
}
