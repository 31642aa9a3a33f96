package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.differentFrom;
import static dev.wireproof.engine.verdict.Expectations.exactly;
import static dev.wireproof.engine.verdict.Expectations.isTrue;
import static dev.wireproof.engine.verdict.Expectations.size;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;

/// The way from page to page, while the list changes.
class WalkSpec {

  private static final int NOTES = 6;
  private static final int MOST_PAGES = 400;

  // alone: a page is to begin with a note of this spec, not with another's
  @Must(
      id = "request-response.pages.once",
      claim = "a client that follows next sees each note once, whatever happens meanwhile",
      source = "contract A, Pages",
      proves = {DELIVERY, ORDERING, CONCURRENCY},
      alone = true,
      cases = Meanwhile.class)
  void eachNoteIsSeenOnce(Notes notes, Pages pages, Meanwhile meanwhile) {
    Pages.Walk walk = pages.walkFromNowOn();
    List<Note> posted = notes.requirePosted(NOTES);
    List<String> texts = posted.stream().map(Note::text).toList();
    List<String> seen = walk.requirePagesUntil(3, texts, meanwhile.limit);
    List<Note> seenOfThese =
        seen.stream().filter(texts::contains).map(texts::indexOf).map(posted::get).toList();
    expectThat(seenOfThese, size(atLeast(3).as("three of " + NOTES + " notes on the first pages")));
    meanwhile.happen.accept(notes, seenOfThese);
    seen.addAll(walk.requireRest(meanwhile.limitOfRest));
    for (String text : texts) {
      expectThat(
          Collections.frequency(seen, text),
          exactly(1)
              .as("each of %d notes once on the way through the pages".formatted(NOTES))
              .showing(times -> "note " + (1 + texts.indexOf(text)) + " " + times + " times"));
    }
  }

  /// What others do when three notes have been seen, and the pages before and after it.
  enum Meanwhile implements Case {
    NOTHING(2, 2, (_, _) -> {}),
    NOTES_INSERTED(2, 2, (notes, _) -> notes.requirePosted(4)),
    SEEN_NOTE_DELETED(2, Pages.MOST, (notes, seen) -> notes.requireDeleted(seen.getFirst())),
    /// With pages of one note the last that was seen is the one that the cursor stands at.
    CURSOR_DELETED(1, Pages.MOST, (notes, seen) -> notes.requireDeleted(seen.getLast()));

    private final int limit;
    private final int limitOfRest;
    private final BiConsumer<Notes, List<Note>> happen;

    Meanwhile(int limit, int limitOfRest, BiConsumer<Notes, List<Note>> happen) {
      this.limit = limit;
      this.limitOfRest = limitOfRest;
      this.happen = happen;
    }
  }

  @Must(
      id = "request-response.pages.end",
      claim = "the last page has no next",
      source = "contract A, Pages",
      proves = LIVENESS)
  void lastPageHasNoNext(Notes notes, Pages pages) {
    notes.requirePosted(5);
    // two small pages, so that there is a second page
    Optional<String> next = expectNext(pages, 2, Optional.empty());
    next = next.isPresent() ? expectNext(pages, 2, next) : next;
    for (int i = 2; i < MOST_PAGES && next.isPresent(); i++) {
      next = expectNext(pages, Pages.MOST, next);
    }
    expectThat(next.isEmpty(), isTrue("an end of the pages", "another page after " + MOST_PAGES));
  }

  /// What the page after this cursor names as the next one, which is not this page again.
  private static Optional<String> expectNext(Pages pages, int limit, Optional<String> cursor) {
    Reply page = pages.getPage(limit, cursor).require(status(200));
    Optional<String> next = Pages.next(page);
    next.ifPresent(to ->
        expectThat(
            to,
            differentFrom(cursor.orElse(""))
                .as("no “next” on the last page")
                .showing(same -> "“" + same + "”, which leads to the same page")));
    return next;
  }
}
