package dev.wireproof.specs.serversentevents;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A stream of a room. What was not posted to the room, whatever that is, is passed over: another
/// rule speaks of it.
final class Listener {

  private static final int RECONNECTS = 20;

  private final Room room;
  private final EventStream stream;
  private final Pattern word;

  Listener(Room room, EventStream stream) {
    this.room = room;
    this.stream = stream;
    this.word = Pattern.compile(Pattern.quote(room.name()) + "-\\d{4}");
  }

  EventStream stream() {
    return stream;
  }

  /// The next event of the room, if it comes now.
  Optional<Event> next() {
    return stream.find(event -> event.data().contains(room.name()), room.patience().forAnswer());
  }

  /// The word of the next event of the room, if it comes in time.
  Optional<String> next(Duration within) {
    return stream.find(event -> event.data().contains(room.name()), within).map(this::word);
  }

  /// The next event of the room, which is due now.
  ///
  /// @throws VerdictException when none comes
  Event next(String expected) {
    return next().orElseThrow(() -> VerdictException.violates(expected, nothing()));
  }

  /// The next event of the room is this one, as a step that the spec needs.
  void control(Posted posted) {
    String heard = next().map(this::word).orElseGet(this::nothing);
    if (!heard.equals(word(posted.text()))) {
      throw room.failed("“" + word(posted.text()) + "” was posted, and then came: " + heard);
    }
  }

  /// The next events of the room are these, in this order, each once.
  ///
  /// @throws VerdictException when another comes, or none
  void hears(List<Posted> posted, String expected) {
    for (int i = 0; i < posted.size(); i++) {
      hear(i, posted, next(), expected);
    }
  }

  void hears(Posted posted, String expected) {
    hears(List.of(posted), expected);
  }

  private void hear(int i, List<Posted> posted, Optional<Event> event, String expected) {
    String heard = event.map(this::word).orElseGet(this::nothing);
    String due = word(posted.get(i).text());
    if (!heard.equals(due)) {
      throw VerdictException.violates(
          expected + ": “" + due + "” is number " + (i + 1) + " of " + posted.size(), heard);
    }
  }

  /// As [#hears(List, String)], by a client that comes back with the last id when the server ends
  /// the stream of one who has fallen behind.
  void hearsWithReconnecting(Posted last, List<Posted> posted, String expected) {
    Listener now = this;
    Posted heard = last;
    int reconnects = 0;
    for (int i = 0; i < posted.size(); i++) {
      Optional<Event> event = now.next();
      while (event.isEmpty() && now.stream.isOver() && reconnects++ < RECONNECTS) {
        now.leave();
        now = room.openAfter(heard);
        event = now.next();
      }
      now.hear(i, posted, event, expected);
      heard = posted.get(i);
    }
  }

  /// The words of the next `n` events of the room.
  ///
  /// @throws VerdictException when fewer come
  List<String> words(int n, String expected) {
    return java.util.stream.Stream.generate(() -> word(next(expected))).limit(n).toList();
  }

  private String word(Event event) {
    return word(event.data());
  }

  String word(String text) {
    Matcher matcher = word.matcher(text);
    return matcher.find() ? matcher.group() : "an event without a word of ours";
  }

  private String nothing() {
    return stream.isOver() ? "the stream ended" : "nothing";
  }

  void leave() {
    stream.leave();
  }
}
