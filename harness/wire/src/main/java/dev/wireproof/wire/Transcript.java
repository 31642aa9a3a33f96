package dev.wireproof.wire;

import dev.wireproof.wire.Event.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/// All that happened on the connections of one spec, in order, within bounds: a peer that never
/// stops talking cannot fill the memory. Safe for use by several threads.
public final class Transcript {

  private static final int MOST_EVENTS = 400;
  private static final int FROM_THE_BEGINNING = 100;
  private static final int MOST_OCTETS_AN_EVENT = 8 * 1024;
  private static final int MOST_OCTETS = 128 * 1024;
  private static final int MOST_TEXT = 160;

  private final long begin = System.nanoTime();
  private final List<Event> events = new ArrayList<>();
  private final AtomicInteger connections = new AtomicInteger();
  private int kept;
  private long dropped;

  /// The number of the next connection, from 1.
  public int nextConnection() {
    return connections.incrementAndGet();
  }

  public void note(String text) {
    add(0, Kind.NOTE, text, Octets.NONE);
  }

  /// What was done to the process of a server.
  public void process(String text) {
    add(0, Kind.PROCESS, text, Octets.NONE);
  }

  public void add(int connection, Kind kind, String text) {
    add(connection, kind, text, Octets.NONE);
  }

  /// Octets that travelled; the line that describes them is their first line.
  public void add(int connection, Kind kind, Octets octets) {
    add(connection, kind, firstLine(octets), octets);
  }

  public synchronized void add(int connection, Kind kind, String text, Octets octets) {
    if (events.size() >= MOST_EVENTS) {
      // how it began and how it ended tell more than what was between
      kept -= events.remove(FROM_THE_BEGINNING).octets().size();
      dropped++;
    }
    Octets cut = octets.first(Math.min(MOST_OCTETS_AN_EVENT, MOST_OCTETS - kept));
    kept += cut.size();
    String line = text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT) + "…";
    events.add(new Event(System.nanoTime() - begin, connection, kind, line, cut, octets.size()));
  }

  public synchronized List<Event> events() {
    return List.copyOf(events);
  }

  /// How many events were not kept because there were too many; they are missing behind the first
  /// hundred.
  public synchronized long dropped() {
    return dropped;
  }

  private static String firstLine(Octets octets) {
    Octets head = octets.first(MOST_TEXT);
    int end = 0;
    while (end < head.size() && head.at(end) != '\n') {
      end++;
    }
    boolean whole = end + 1 >= octets.size();
    String line = octets.first(Math.min(end + 1, MOST_TEXT)).printable();
    return whole ? line : line + " … (" + octets.size() + " octets)";
  }
}
