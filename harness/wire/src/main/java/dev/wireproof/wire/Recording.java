package dev.wireproof.wire;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// What a transcript held when it was over.
///
/// @param events what happened, in order
/// @param dropped how many events were not kept
/// @param decisive index of the event that was looked at when the verdict fell
public record Recording(List<Event> events, long dropped, OptionalInt decisive) {

  public static final Recording EMPTY = Recording.of(List.of());

  public Recording {
    events = List.copyOf(events);
    int size = events.size();
    decisive = decisive.isPresent() && decisive.getAsInt() < size ? decisive : OptionalInt.empty();
  }

  /// Whole, and with nothing decided.
  public static Recording of(List<Event> events) {
    return new Recording(events, 0, OptionalInt.empty());
  }

  public boolean isDecisive(int index) {
    return decisive.isPresent() && decisive.getAsInt() == index;
  }

  public Optional<Event> decisiveEvent() {
    return decisive.isPresent() ? Optional.of(events.get(decisive.getAsInt())) : Optional.empty();
  }

  /// The same, where nothing was decided.
  public Recording undecided() {
    return new Recording(events, dropped, OptionalInt.empty());
  }
}
