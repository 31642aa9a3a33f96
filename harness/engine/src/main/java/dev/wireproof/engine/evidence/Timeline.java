package dev.wireproof.engine.evidence;

import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Recording;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// A recording as every drawing of it sees it: each event with who did it to whom.
public final class Timeline {

  private final Recording recording;
  private final List<Entry> entries = new ArrayList<>();

  private Timeline(Recording recording) {
    this.recording = recording;
    List<Event> events = recording.events();
    for (int i = 0; i < events.size(); i++) {
      entries.add(entry(i, events.get(i)));
    }
  }

  public static Timeline of(Recording recording) {
    return new Timeline(recording);
  }

  /// One event.
  ///
  /// @param from who did it, or did not do it; the same as `to` where nobody is addressed
  /// @param decisive whether the verdict fell by it
  public record Entry(int index, Event event, Participant from, Participant to, boolean decisive) {

    /// Whether nobody is addressed.
    public boolean isRemark() {
      return from == to;
    }

    /// `#3`, `#3/5` for a stream of it; empty for what happens on no channel.
    public String channel() {
      return event instanceof Event.OnChannel on ? on.channel().name() : "";
    }

    /// [#channel] with a word for where it is, unless that is the usual place.
    public String place() {
      return event instanceof Event.OnChannel on && on.channel().ends() == Ends.TARGET_TO_BACKEND
          ? channel() + " " + Participant.UPSTREAM.title()
          : channel();
    }
  }

  private Entry entry(int index, Event event) {
    boolean decisive = recording.isDecisive(index);
    if (!(event instanceof Event.OnChannel on)) {
      return new Entry(index, event, Participant.SERVER, Participant.SERVER, decisive);
    }
    Participant harness = Participant.harness(on.channel().ends());
    boolean opensIt = on.channel().ends() != Ends.TARGET_TO_BACKEND;
    return switch (on) {
      case Event.Sent _ -> said(index, event, harness, true, decisive);
      case Event.Received _ -> said(index, event, harness, false, decisive);
      case Event.Opened _ -> said(index, event, harness, opensIt, decisive);
      case Event.Ended ended -> said(index, event, harness, ended.by() == Side.HARNESS, decisive);
      case Event.Silent _, Event.Keyed _ -> said(index, event, harness, false, decisive);
    };
  }

  private static Entry said(
      int index, Event event, Participant harness, boolean byHarness, boolean decisive) {
    return byHarness
        ? new Entry(index, event, harness, Participant.SERVER, decisive)
        : new Entry(index, event, Participant.SERVER, harness, decisive);
  }

  public List<Entry> entries() {
    return List.copyOf(entries);
  }

  /// How many events were not kept.
  public long dropped() {
    return recording.dropped();
  }

  /// Client and server, and whoever else takes part.
  public List<Participant> participants() {
    return Stream.of(Participant.values())
        .filter(each ->
            each != Participant.UPSTREAM
                || entries.stream().anyMatch(entry -> entry.from() == each || entry.to() == each))
        .toList();
  }

  /// Whether there is more than one channel that nothing carries, or several streams on one, so
  /// that each event must say where it was.
  public boolean isNumbered() {
    return entries.stream().map(Entry::channel).filter(name -> !name.isEmpty()).distinct().count()
        > 1;
  }

  /// The channels of some entries.
  static Stream<Channel> channels(Stream<Entry> entries) {
    return entries
        .map(Entry::event)
        .flatMap(
            event -> event instanceof Event.OnChannel on ? Stream.of(on.channel()) : Stream.of());
  }
}
