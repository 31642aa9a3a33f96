package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/// The way from page to page, while the list changes.
class WalkSpec {

  private static final int NOTES = 6;
  private static final int INSERTED = 4;
  private static final int MOST_PAGES = 400;

  // alone: a page is to begin with a note of this spec, not with another's
  @Must(
      id = "request-response.pages.once",
      claim = "who follows next sees each note once, whatever happens meanwhile",
      source = "contract A, Pages",
      proves = {DELIVERY, ORDERING, CONCURRENCY},
      alone = true,
      cases = Meanwhile.class)
  void eachNoteIsSeenOnce(Notes notes, Pages pages, Meanwhile meanwhile) {
    Pages.Walk walk = pages.fromNowOn();
    List<Notes.Kept> made = notes.made(NOTES);
    var change = new Change(notes, made);
    while (!walk.hasEnded()) {
      change.after(walk.page(change.limit(meanwhile)), meanwhile);
      for (Notes.Kept note : made) {
        int times = Collections.frequency(change.seen, note.text());
        boolean missed = times == 0 && walk.hasEnded() && !change.deleted.contains(note.text());
        if (times > 1 || missed) {
          throw VerdictException.violates(
              "each of %d notes once on the way through the pages".formatted(NOTES),
              "note %d %s".formatted(made.indexOf(note) + 1, missed ? "not at all" : "twice"));
        }
      }
    }
  }

  /// What others do between two pages.
  enum Meanwhile implements Case {
    NOTHING,
    NOTES_INSERTED,
    SEEN_NOTE_DELETED,
    CURSOR_DELETED
  }

  /// Does it.
  private static final class Change {

    private final Notes notes;
    private final Map<String, Notes.Kept> made = new HashMap<>();
    private final List<String> seen = new ArrayList<>();
    private final Set<String> deleted = new HashSet<>();
    private int inserted;

    private Change(Notes notes, List<Notes.Kept> made) {
      this.notes = notes;
      made.forEach(note -> this.made.put(note.text(), note));
    }

    /// Small pages as long as something is to happen between them.
    private int limit(Meanwhile meanwhile) {
      return switch (meanwhile) {
        case CURSOR_DELETED -> deleted.isEmpty() ? 1 : Pages.MOST;
        case SEEN_NOTE_DELETED -> deleted.isEmpty() ? 2 : Pages.MOST;
        case NOTHING, NOTES_INSERTED -> 2;
      };
    }

    private void after(List<String> page, Meanwhile meanwhile) {
      page.stream().filter(made::containsKey).forEach(seen::add);
      switch (meanwhile) {
        case NOTHING -> {}
        case NOTES_INSERTED -> {
          if (inserted++ < INSERTED) {
            notes.made();
          }
        }
        case SEEN_NOTE_DELETED -> {
          if (seen.size() > 2) {
            delete(seen.getFirst());
          }
        }
        case CURSOR_DELETED -> {
          if (seen.size() > 1 && page.contains(seen.getLast())) {
            delete(seen.getLast());
          }
        }
      }
    }

    /// Deletes one note, and no second.
    private void delete(String text) {
      if (deleted.isEmpty() && deleted.add(text)) {
        Notes.Kept note = Objects.requireNonNull(made.get(text));
        notes.api().delete(note.path()).require(status(204));
      }
    }
  }

  @Must(
      id = "request-response.pages.end",
      claim = "the last page names no next",
      source = "contract A, Pages",
      proves = LIVENESS)
  void lastPageNamesNoNext(Notes notes, Pages pages) {
    notes.made(5);
    Optional<String> cursor = Optional.empty();
    for (int i = 0; i < MOST_PAGES; i++) {
      String after =
          cursor.map(at -> "&after=" + URLEncoder.encode(at, StandardCharsets.UTF_8)).orElse("");
      int limit = i < 2 ? 2 : Pages.MOST; // so that there is a second page
      Reply page = pages.page("?limit=" + limit + after).require(status(200));
      Optional<String> next = Pages.next(page);
      if (next.isEmpty()) {
        return;
      }
      if (next.equals(cursor)) {
        throw VerdictException.violates(
            "no “next” on the last page", "“" + next.get() + "”, which leads to the same page");
      }
      cursor = next;
    }
    throw VerdictException.violates("an end of the pages", "another page after " + MOST_PAGES);
  }
}
