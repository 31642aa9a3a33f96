package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.ArrayList;
import java.util.List;

/// A list that is too long for one answer: what a page holds.
class PageSpec {

  private static final int DEFAULT = 20;

  @Must(
      id = "request-response.pages.order",
      claim = "pages list notes in the order of their creation",
      source = "contract A, Pages",
      proves = ORDERING)
  void notesAreListedInOrder(Notes notes, Pages pages) {
    Pages.Walk walk = pages.fromNowOn();
    List<String> made = notes.made(4).stream().map(Notes.Kept::text).toList();
    var listed = new ArrayList<>(walk.toTheEnd(Pages.MOST));
    listed.retainAll(made);
    if (listed.size() != made.size()) {
      throw VerdictException.inconclusive("the list does not show each of the notes once");
    }
    if (!listed.equals(made)) {
      throw VerdictException.violates(
          "the notes in the order of their creation, " + made, "" + listed);
    }
  }

  @Must(
      id = "request-response.pages.limit",
      claim = "a page has no more notes than its limit",
      source = "contract A, Pages",
      proves = ROBUSTNESS,
      cases = Limit.class)
  void pageKeepsToItsLimit(Notes notes, Pages pages, Limit limit) {
    notes.made(limit.notes + 1);
    atMost(pages.page("?limit=" + limit.notes).expect(status(200)), limit.notes);
  }

  private static void atMost(Reply page, int limit) {
    int size = Pages.texts(page).size();
    if (size > limit) {
      throw VerdictException.violates("at most " + limit + " notes on the page", size + " notes");
    }
  }

  /// Small ones.
  enum Limit implements Case {
    ONE(1),
    THREE(3);

    private final int notes;

    Limit(int notes) {
      this.notes = notes;
    }
  }

  @Must(
      id = "request-response.pages.default-limit",
      claim = "a page has at most 20 notes where no limit is given",
      source = "contract A, Pages",
      proves = ROBUSTNESS)
  void pageHasADefaultLimit(Notes notes, Pages pages) {
    notes.made(DEFAULT + 1);
    atMost(pages.page("").expect(status(200)), DEFAULT);
  }

  @Must(
      id = "request-response.pages.limit-capped",
      claim = "a limit above 100 counts as 100",
      source = "contract A, Pages",
      proves = ROBUSTNESS)
  void limitIsCapped(Notes notes, Pages pages) {
    Reply full = pages.page("?limit=" + Pages.MOST).require(status(200));
    if (Pages.next(full).isEmpty()) {
      notes.made(Pages.MOST + 1 - Pages.texts(full).size());
    }
    atMost(pages.page("?limit=101").expect(status(200)), Pages.MOST);
    atMost(pages.page("?limit=1000000").expect(status(200)), Pages.MOST);
  }

  @Must(
      id = "request-response.pages.limit-invalid",
      claim = "a limit that makes no sense is refused",
      source = "contract A, Pages",
      proves = ERROR_HANDLING,
      cases = BadLimit.class)
  void senselessLimitIsRefused(Pages pages, BadLimit bad) {
    pages.page("?limit=1").require(status(200));
    pages.page("?limit=" + bad.value).expect(refusal(400, 422));
  }

  /// What is no number from 1.
  enum BadLimit implements Case {
    ZERO("0"),
    NEGATIVE("-1"),
    WORD("abc");

    private final String value;

    BadLimit(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "request-response.pages.deleted",
      claim = "a deleted note is on no page",
      source = "contract A",
      proves = FIDELITY)
  void deletedNoteIsNotListed(Notes notes, Pages pages) {
    Pages.Walk walk = pages.fromNowOn();
    Notes.Kept note = notes.made();
    notes.api().delete(note.path()).require(status(204));
    if (walk.toTheEnd(Pages.MOST).contains(note.text())) {
      throw VerdictException.violates("no deleted note in the list", note.text() + " in the list");
    }
  }

  @Must(
      id = "request-response.pages.current",
      claim = "pages list notes as they are now",
      source = "contract A",
      proves = FIDELITY)
  void notesAreListedAsTheyAre(Notes notes, Pages pages) {
    Pages.Walk walk = pages.fromNowOn();
    Notes.Kept note = notes.made();
    String text = notes.text();
    notes.put(note, text).require(status(200));
    List<String> listed = walk.toTheEnd(Pages.MOST);
    if (listed.contains(note.text())) {
      throw VerdictException.violates(
          "the note with its new text, " + text, "the old one, " + note.text());
    }
    if (!listed.contains(text)) {
      throw VerdictException.inconclusive("the list does not show the note");
    }
  }
}
