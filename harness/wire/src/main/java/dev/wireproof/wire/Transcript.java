package dev.wireproof.wire;

import dev.wireproof.wire.Event.Data;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Life;
import dev.wireproof.wire.Event.Side;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// All that happened while a spec ran, in order, within bounds: a peer that never stops talking
/// cannot fill the memory. Each event has a number, by which more can be said of it later. Safe for
/// use by several threads.
public final class Transcript {

  private static final int MOST_TEXT = 160;

  private long begin = System.nanoTime();
  private final Bounds bounds;
  private final List<Event> events = new ArrayList<>();
  private int connections;
  private int kept;
  private long dropped;
  private long decisive = -1;

  public Transcript() {
    this(Bounds.USUAL);
  }

  public Transcript(Bounds bounds) {
    this.bounds = bounds;
  }

  /// How much is kept. Many small frames want other bounds than a few messages.
  ///
  /// @param events in all
  /// @param beginning how many of the first are never dropped
  /// @param octetsAnEvent of the octets of one event
  /// @param octets in all
  public record Bounds(int events, int beginning, int octetsAnEvent, int octets) {
    public static final Bounds USUAL = new Bounds(400, 100, 8 * 1024, 128 * 1024);
  }

  /// A connection or a path of datagrams, whose number is the next one.
  public synchronized Channel channel(String layer, Ends ends, Address local, Address remote) {
    return Channel.base(++connections, layer, ends, local, remote);
  }

  public synchronized long opened(Channel channel, String detail) {
    return add(new Event.Opened(now(), channel, detail));
  }

  public synchronized long sent(Channel channel, Octets octets, Decoded... decoded) {
    Octets cut = cut(octets);
    return add(new Event.Sent(now(), channel, cut, octets.size(), List.of(decoded)));
  }

  public synchronized long received(Channel channel, Octets octets, Decoded... decoded) {
    Octets cut = cut(octets);
    return add(new Event.Received(now(), channel, cut, octets.size(), List.of(decoded)));
  }

  public synchronized long ended(Channel channel, Side by, How how, String why) {
    return add(new Event.Ended(now(), channel, by, how, shortened(why)));
  }

  public synchronized long silent(Channel channel, Duration waited) {
    return add(new Event.Silent(now(), channel, waited));
  }

  public synchronized long keyed(Channel channel, String log) {
    return add(new Event.Keyed(now(), channel, log));
  }

  public synchronized long signalled(String process, String signal) {
    return add(new Event.Signalled(now(), process, signal));
  }

  public synchronized long lived(String process, Life life, String text) {
    return add(new Event.Lived(now(), process, life, shortened(text)));
  }

  public synchronized long note(String text) {
    return add(new Event.Noted(now(), shortened(text)));
  }

  /// Adds what another transcript recorded, at the times that it had there, and with the event that
  /// was judged there. What is added from now on comes after it.
  public synchronized void takeOver(Recording other) {
    for (int i = 0; i < other.events().size(); i++) {
      Event event = other.events().get(i);
      if (event instanceof Event.OnChannel on) {
        connections = Math.max(connections, on.channel().number());
      }
      if (event instanceof Data data) {
        kept += data.octets().size();
      }
      long number = add(event);
      decisive = other.isDecisive(i) ? number : decisive;
      begin = Math.min(begin, System.nanoTime() - event.nanos());
    }
  }

  /// What ended in the octets of an event, or was meant by them; without effect once the event was
  /// dropped.
  public synchronized void decoded(long event, Decoded decoded) {
    int index = index(event);
    if (index >= 0 && events.get(index) instanceof Data data) {
      var all = new ArrayList<>(data.decoded());
      all.add(decoded);
      events.set(index, data.with(all));
    }
  }

  /// What is judged from now on is judged by this event.
  public synchronized void judging(long event) {
    decisive = event;
  }

  /// Does what belongs to no verdict any more: what was judged last stays so.
  public void aside(Runnable work) {
    long judged;
    synchronized (this) {
      judged = decisive;
    }
    try {
      work.run();
    } finally {
      judging(judged);
    }
  }

  private long now() {
    return System.nanoTime() - begin;
  }

  private static String shortened(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
  }

  private Octets cut(Octets octets) {
    // what an event before it held is given back first when there are too many
    if (events.size() >= bounds.events()) {
      if (events.remove(bounds.beginning()) instanceof Data gone) {
        kept -= gone.octets().size();
      }
      dropped++;
    }
    Octets cut = octets.first(Math.min(bounds.octetsAnEvent(), bounds.octets() - kept));
    kept += cut.size();
    return cut;
  }

  private long add(Event event) {
    if (events.size() >= bounds.events()) {
      // how it began and how it ended tell more than what was between
      cut(Octets.NONE);
    }
    events.add(event);
    return dropped + events.size() - 1;
  }

  /// Where the event is now; -1 when it was dropped.
  private int index(long event) {
    if (event < bounds.beginning()) {
      return event < events.size() ? (int) event : -1;
    }
    long index = event - dropped;
    return index >= bounds.beginning() && index < events.size() ? (int) index : -1;
  }

  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /// All of it, with the event that was judged last.
  public synchronized Recording recording() {
    int index = index(decisive);
    return new Recording(events, dropped, index < 0 ? OptionalInt.empty() : OptionalInt.of(index));
  }
}
