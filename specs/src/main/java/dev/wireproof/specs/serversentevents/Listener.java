package dev.wireproof.specs.serversentevents;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.sse.StreamPart;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A client that reads a stream of a room. What was not posted to the room is passed over, whatever
/// it is: another rule is about it.
final class Listener {

  private static final int RECONNECTS = 20;

  private final Room room;
  private final EventStream stream;
  private final Pattern word;
  private boolean hasHeard;

  Listener(Room room, EventStream stream) {
    this.room = room;
    this.stream = stream;
    this.word = Pattern.compile(Pattern.quote(room.name()) + "-\\d{4}");
  }

  EventStream stream() {
    return stream;
  }

  /// A field of the response's head.
  Optional<String> field(String name) {
    return stream.head().field(name);
  }

  /// The next event of the room, if it comes now.
  Optional<Event> next() {
    return next(room.patience().forAnswer());
  }

  /// The next event of the room, if it comes in time.
  Optional<Event> next(Duration within) {
    Optional<Event> event = stream.find(each -> each.data().contains(room.name()), within);
    hasHeard |= event.isPresent();
    return event;
  }

  /// Control: the next event of the room is this one.
  ///
  /// @throws VerdictException when another comes, or none: the spec is inconclusive
  void requireHeard(Posted posted) {
    String heard = nextWord();
    if (!heard.equals(word(posted.text()))) {
      throw room.failed("“" + word(posted.text()) + "” was posted, and then came: " + heard);
    }
  }

  /// Control: an event of the room comes now, whichever.
  ///
  /// @return its word
  /// @throws VerdictException when none comes: the spec is inconclusive
  String requireAny() {
    return next().map(this::word).orElseThrow(() -> room.failed("no event"));
  }

  /// Control: the next event that has one of these texts, of whichever room.
  ///
  /// @throws VerdictException when none comes: the spec is inconclusive
  Event requireOneOf(Posted one, Posted other) {
    return stream
        .find(
            event -> one.isIn(event) || other.isIn(event),
            room.patience().forAnswer())
        .orElseThrow(() -> room.failed("no event"));
  }

  /// Control: an event comes now.
  ///
  /// @return all lines of the stream up to it, without comments
  /// @throws VerdictException when none comes: the spec is inconclusive
  List<String> requireLinesUpToAnEvent() {
    var lines = new ArrayList<String>();
    // one deadline for all, since heartbeats never stop where no event comes
    Deadline deadline = Deadline.in(room.patience().forAnswer());
    while (true) {
      Optional<StreamPart> part = stream.part(Duration.ofNanos(deadline.nanosLeft()));
      switch (part.orElseThrow(() -> room.failed("no event came"))) {
        case StreamPart.Comment _ -> {}
        case StreamPart.Fields(var fields) -> lines.addAll(fields);
        case Event event -> {
          lines.addAll(event.lines());
          return lines;
        }
      }
    }
  }

  /// The next event of the room, which is due now.
  ///
  /// @throws VerdictException when none comes
  Event expectNext(String expected) {
    return next().orElseThrow(() -> VerdictException.violates(expected, nothing()));
  }

  /// The next events of the room are these, in this order, each once.
  ///
  /// @throws VerdictException when another comes, or none
  void expectHeard(List<Posted> posted, String expected) {
    for (int i = 0; i < posted.size(); i++) {
      expectHeard(i, posted, next(), expected);
    }
  }

  /// The next event of the room is this one.
  ///
  /// @throws VerdictException when another comes, or none
  void expectHeard(Posted posted, String expected) {
    expectHeard(List.of(posted), expected);
  }

  private void expectHeard(int i, List<Posted> posted, Optional<Event> event, String expected) {
    String heard = event.map(this::word).orElseGet(this::nothing);
    String due = word(posted.get(i).text());
    if (!heard.equals(due)) {
      throw VerdictException.violates(
          expected + ": “" + due + "” is number " + (i + 1) + " of " + posted.size(), heard);
    }
  }

  /// The event comes now, without another that is posted after it.
  ///
  /// @throws VerdictException when it comes only after another is posted, or not at all;
  ///   inconclusive when the very first event is lost
  void expectHeardWithoutAnother(Posted posted) {
    boolean isFirst = !hasHeard;
    if (next().isPresent()) {
      return;
    }
    room.requirePosted();
    String then = next().map(this::word).orElse("nothing");
    if (isFirst && !then.equals("nothing") && !then.equals(posted.text())) {
      throw room.failed("the first event never came, and the second came at once");
    }
    throw VerdictException.violates(
        "the event, before the next one is posted",
        "nothing; when the next was posted came: " + then);
  }

  /// As [#expectHeard(List, String)], by a client that comes back with the last id when the server
  /// ends the stream of a client that has fallen behind.
  ///
  /// @throws VerdictException when another event comes, or none
  void expectHeardWithReconnecting(Posted last, List<Posted> posted, String expected) {
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
      now.expectHeard(i, posted, event, expected);
      heard = posted.get(i);
    }
  }

  /// The words of the next `n` events of the room.
  ///
  /// @throws VerdictException when fewer come
  List<String> expectWords(int n, String expected) {
    return Stream.generate(() -> word(expectNext(expected))).limit(n).toList();
  }

  /// The word of the next event, or what comes instead.
  String nextWord() {
    return next().map(this::word).orElseGet(this::nothing);
  }

  private String word(Event event) {
    return word(event.data());
  }

  private String word(String text) {
    Matcher matcher = word.matcher(text);
    return matcher.find() ? matcher.group() : "an event that was not posted here";
  }

  private String nothing() {
    return stream.isOver() ? "the stream ended" : "nothing";
  }

  /// Reads until the stream ends, for at most that long.
  ///
  /// @return whether it has ended
  boolean readToEnd(Duration within) {
    Deadline deadline = Deadline.in(within);
    while (!stream.isOver() && !deadline.passed()) {
      stream.part(Duration.ofNanos(deadline.nanosLeft()));
    }
    return stream.isOver();
  }

  /// The client goes away with a FIN.
  void leave() {
    stream.leave();
  }

  /// The client goes away with a RST.
  void reset() {
    stream.reset();
  }
}
