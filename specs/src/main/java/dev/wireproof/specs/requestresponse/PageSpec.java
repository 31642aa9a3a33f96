package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.contains;
import static dev.wireproof.engine.verdict.Expectations.containsNot;
import static dev.wireproof.engine.verdict.Expectations.exactly;
import static dev.wireproof.engine.verdict.Expectations.inOrder;
import static dev.wireproof.engine.verdict.Expectations.size;
import static dev.wireproof.specs.pattern.Refusals.refusal;
import static dev.wireproof.specs.requestresponse.Pages.notesAtMost;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.ArrayList;
import java.util.List;

/// A list that is too long for one response: what a page holds.
class PageSpec {

  private static final int DEFAULT = 20;

  @Must(
      id = "request-response.pages.order",
      claim = "pages list notes in the order of their creation",
      source = "contract A, Pages",
      proves = ORDERING)
  void notesAreListedInOrder(Notes notes, Pages pages) {
    Pages.Walk walk = pages.walkFromNowOn();
    List<String> posted = notes.requirePosted(4).stream().map(Note::text).toList();
    List<String> listed = new ArrayList<>(walk.requireRest(Pages.MOST));
    listed.retainAll(posted);
    requireThat(listed, size(exactly(4).as("each of 4 notes in the list, once")));
    expectThat(
        listed, inOrder(posted).as("the notes in the order of their creation, " + posted));
  }

  @Must(
      id = "request-response.pages.limit",
      claim = "a page has no more notes than its limit",
      source = "contract A, Pages",
      proves = ROBUSTNESS,
      cases = Limit.class)
  void pageKeepsToItsLimit(Notes notes, Pages pages, Limit limit) {
    notes.requirePosted(limit.notes + 1);
    pages
        .getPage("?limit=" + limit.notes)
        .expect(status(200))
        .expectJson(notesAtMost(limit.notes));
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
    notes.requirePosted(DEFAULT + 1);
    pages.getPage("").expect(status(200)).expectJson(notesAtMost(DEFAULT));
  }

  @Must(
      id = "request-response.pages.limit-capped",
      claim = "a limit above 100 counts as 100",
      source = "contract A, Pages",
      proves = ROBUSTNESS)
  void limitIsCapped(Notes notes, Pages pages) {
    Reply full = pages.getPage("?limit=" + Pages.MOST).require(status(200));
    if (Pages.next(full).isEmpty()) {
      notes.requirePosted(Pages.MOST + 1 - Pages.texts(full).size());
    }
    pages.getPage("?limit=101").expect(status(200)).expectJson(notesAtMost(Pages.MOST));
    pages.getPage("?limit=1000000").expect(status(200)).expectJson(notesAtMost(Pages.MOST));
  }

  @Must(
      id = "request-response.pages.limit-invalid",
      claim = "a limit that makes no sense is refused",
      source = "contract A, Pages",
      proves = ERROR_HANDLING,
      cases = BadLimit.class)
  void senselessLimitIsRefused(Pages pages, BadLimit bad) {
    pages.getPage("?limit=1").require(status(200));
    pages.getPage("?limit=" + bad.value).expect(refusal(400, 422));
  }

  /// What is not a number from 1.
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
    Pages.Walk walk = pages.walkFromNowOn();
    Note note = notes.requirePosted();
    notes.requireDeleted(note);
    expectThat(
        walk.requireRest(Pages.MOST),
        containsNot(note.text()).as("a list without the deleted note, " + note.text()));
  }

  @Must(
      id = "request-response.pages.current",
      claim = "pages list notes as they are now",
      source = "contract A",
      proves = FIDELITY)
  void notesAreListedAsTheyAre(Notes notes, Pages pages) {
    Pages.Walk walk = pages.walkFromNowOn();
    Note note = notes.requirePosted();
    String text = notes.newText();
    notes.requirePut(note, text);
    List<String> listed = walk.requireRest(Pages.MOST);
    expectThat(
        listed,
        containsNot(note.text())
            .as("the note with its new text, " + text)
            .showing(_ -> "its old text, " + note.text()));
    requireThat(listed, contains(text).as("the note in the list"));
  }
}
