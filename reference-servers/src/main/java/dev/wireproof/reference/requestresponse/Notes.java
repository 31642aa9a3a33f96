package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.AFTER_INCLUDED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.DELETED_IS_READABLE;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.DELETED_LISTED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.EQUALS_DELETED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.IDS_GIVEN_AGAIN;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.ID_WITH_COLON;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LISTED_AS_CREATED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.LIST_COPIED_IN_A_CROWD;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.OFFSET_PAGES;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PUT_LISTS_ANEW;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.SAME_ID_IN_A_CROWD;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;

/// All notes: by their ids, and in the order of their creation. A page begins after a place in that
/// order, not after a count, so it does not matter what was inserted or deleted meanwhile.
final class Notes {

  private final Set<RequestResponseFault> faults;
  private final Map<String, Note> byId = new ConcurrentHashMap<>();
  private final ConcurrentSkipListMap<Long, Note> list = new ConcurrentSkipListMap<>();
  private final AtomicLong last = new AtomicLong();
  private final AtomicLong created = new AtomicLong();
  private final Map<String, String> idsOfDeleted = new ConcurrentHashMap<>();
  private final Crowd crowd = new Crowd();

  Notes(Set<RequestResponseFault> faults) {
    this.faults = faults;
  }

  Note add(String text) {
    created.incrementAndGet();
    long number = last.incrementAndGet();
    var note = new Note(number, idFor(number, text), text, 1);
    byId.put(note.id(), note);
    boolean lost = has(LIST_COPIED_IN_A_CROWD) && crowd.enter() && number % 2 == 0;
    if (!lost) {
      list.put(number, note);
    }
    return note;
  }

  private String idFor(long number, String text) {
    if (has(IDS_GIVEN_AGAIN) && idsOfDeleted.containsKey(text)) {
      return idsOfDeleted.get(text);
    }
    if (has(SAME_ID_IN_A_CROWD) && crowd.enter()) {
      return "crowd";
    }
    return (has(ID_WITH_COLON) ? "note:" : "") + number;
  }

  Optional<Note> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /// Replaces a note by what `change` makes of it, in one step that no other request comes between.
  Optional<Note> change(String id, UnaryOperator<Note> change) {
    Note now =
        byId.computeIfPresent(
            id,
            (_, note) -> {
              Note changed = change.apply(note);
              if (!has(LISTED_AS_CREATED)) {
                list.put(note.number(), changed);
              }
              return changed;
            });
    if (now != null && has(PUT_LISTS_ANEW)) {
      list.put(last.incrementAndGet(), now);
    }
    return Optional.ofNullable(now);
  }

  /// Deletes a note.
  ///
  /// @return whether there was such a note
  boolean delete(String id) {
    Note note = has(DELETED_IS_READABLE) ? byId.get(id) : byId.remove(id);
    if (note == null) {
      return false;
    }
    idsOfDeleted.put(note.text(), id);
    if (!has(DELETED_LISTED)) {
      list.remove(note.number());
    }
    if (has(EQUALS_DELETED)) {
      byId.values().removeIf(other -> other.text().equals(note.text()));
    }
    return true;
  }

  /// The notes after a place, at most `limit` of them.
  List<Note> behind(long place, int limit) {
    if (has(OFFSET_PAGES)) {
      return list.values().stream().skip(place).limit(limit).toList();
    }
    return list.tailMap(place, has(AFTER_INCLUDED) && place > 0).values().stream()
        .limit(limit)
        .toList();
  }

  boolean isListed(long number) {
    return list.containsKey(number);
  }

  long created() {
    return created.get();
  }

  void forgetAll() {
    byId.clear();
    list.clear();
    created.set(0);
  }

  private boolean has(RequestResponseFault fault) {
    return faults.contains(fault);
  }
}
