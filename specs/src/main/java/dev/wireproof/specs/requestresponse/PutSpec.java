package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// A note is replaced, whole, and only by whom the condition lets.
class PutSpec {

  private static final int ROUNDS = 4;
  private static final int WRITERS = 10;

  @Must(
      id = "request-response.put.replaces",
      claim = "PUT replaces the text, and answers with the note as it is now",
      source = "contract A",
      proves = FIDELITY)
  void putReplacesTheText(Notes notes) {
    Notes.Kept note = notes.made();
    String text = notes.text();
    Notes.has(notes.put(note, text).expect(status(200)), text, "the new text in the answer");
    Notes.has(notes.shown(note), text, "the new text from now on");
  }

  @Must(
      id = "request-response.put.twice",
      claim = "PUT twice leaves what PUT once leaves",
      source = "contract A; RFC 9110 §9.2.2",
      proves = IDEMPOTENCY)
  void putTwiceLeavesWhatPutOnceLeaves(Notes notes) {
    Notes.Kept note = notes.made();
    String text = notes.text();
    notes.put(note, text).require(status(200));
    notes.put(note, text).expect(status(200));
    Notes.has(notes.shown(note), text, "the text of the PUT that came twice");
  }

  @Must(
      id = "request-response.put.listed-once",
      claim = "a note that was replaced is in the list once",
      source = "contract A",
      proves = IDEMPOTENCY)
  void replacedNoteIsListedOnce(Notes notes, Pages pages) {
    Pages.Walk walk = pages.fromNowOn();
    Notes.Kept note = notes.made();
    String text = notes.text();
    notes.put(note, text).require(status(200));
    notes.put(note, text).require(status(200));
    long times = walk.toTheEnd(Pages.MOST).stream().filter(text::equals).count();
    if (times == 0) {
      throw VerdictException.inconclusive("the note is not in the list");
    }
    if (times > 1) {
      throw VerdictException.violates("the note once in the list", times + " times");
    }
  }

  @Must(
      id = "request-response.put.creates-nothing",
      claim = "PUT of an unknown id is 404, and creates nothing",
      source = "contract A",
      proves = ERROR_HANDLING)
  void putCreatesNothing(Notes notes) {
    var unknown = new Notes.Kept(notes.api().fresh("none"), "");
    notes.put(unknown, notes.text()).expect(status(404, 410));
    notes.get(unknown).expect(status(404, 410));
  }

  @Must(
      id = "request-response.put.if-match",
      claim = "an If-Match that names the present ETag lets the PUT through",
      rfc = "9110#13.1.1",
      proves = CONCURRENCY,
      cases = Condition.class)
  void presentEtagLetsThrough(Notes notes, Condition condition) {
    Notes.Kept note = notes.made();
    String text = notes.text();
    String field = condition.of.apply(notes.etag(note));
    notes.api().send(notes.puttingIf(note, field, text)).expect(status(200));
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
      claim = "a PUT with an old ETag is 412, and changes nothing",
      source = "contract A; RFC 9110 §13.1.1",
      proves = {CONCURRENCY, ERROR_HANDLING})
  void staleEtagIsRefused(Notes notes) {
    Notes.Kept note = notes.made();
    String old = notes.etag(note);
    String present = notes.text();
    notes.put(note, present).require(status(200));
    notes.api().send(notes.puttingIf(note, old, notes.text())).expect(status(412));
    Notes.has(notes.shown(note), present, "the text from before the refusal");
  }

  @Must(
      id = "request-response.put.race",
      claim = "of several writers who saw the same ETag one gets through",
      source = "contract A; RFC 9110 §13.1.1",
      proves = CONCURRENCY)
  void oneOfSeveralWritersGetsThrough(Notes notes) {
    Notes.Kept note = notes.made();
    for (int round = 1; round <= ROUNDS; round++) {
      String seen = notes.etag(note);
      List<Http1Request> writers =
          Stream.generate(() -> notes.puttingIf(note, seen, notes.text())).limit(WRITERS).toList();
      List<Reply> replies = notes.api().together(writers);
      replies.forEach(reply -> reply.require(status(200, 412)));
      long through = replies.stream().filter(reply -> reply.status() == 200).count();
      if (through != 1) {
        throw VerdictException.violates(
            "200 for one of %d writers with the same If-Match, 412 for the others"
                .formatted(WRITERS),
            "200 for %d of them in round %d".formatted(through, round));
      }
    }
  }
}
