package dev.wireproof.clients.tcp;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.tcp.Arrival;
import dev.wireproof.wire.tcp.TcpConnection;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Takes lines out of what arrives, and loses nothing of the rest.
final class LineReader {

  private static final int MOST = 1 << 20;
  private static final int MOST_SHOWN = 160;

  private final TcpConnection link;
  private Octets pending = Octets.NONE;
  private @Nullable String end;

  /// The events of the transcript that brought the ends of the lines that nobody has taken yet.
  private final Deque<Long> lineEnds = new ArrayDeque<>();

  private int unended;
  private long lastEvent = -1;

  LineReader(TcpConnection link) {
    this.link = link;
  }

  /// What was read where a line was looked for.
  sealed interface Read {

    /// A line, without its LF.
    record Line(Octets octets) implements Read {}

    /// No end of a line came in time.
    record Silence(Octets partial, Duration waited) implements Read {}

    /// The connection ended.
    record End(Octets partial, String how) implements Read {}

    default boolean isLine(Octets line) {
      return this instanceof Line(Octets octets) && octets.equals(line);
    }

    /// What it is, in words.
    default String words() {
      return switch (this) {
        case Line(var octets) -> "the line “" + octets + "”";
        case Silence(var partial, var waited) when partial.isEmpty() ->
            "nothing for " + waited.toMillis() + " ms";
        case Silence(var partial, var waited) ->
            "“" + partial + "” without LF for " + waited.toMillis() + " ms";
        case End(var partial, var how) when partial.isEmpty() -> how;
        case End(var partial, var how) -> "“" + partial + "”, then " + how;
      };
    }

    /// What it is beside what it should be.
    default String besides(Octets wanted) {
      return this instanceof Line(var octets)
          ? words() + ", which differs from octet " + (firstDifference(octets, wanted) + 1) + " on"
          : words();
    }

    private static int firstDifference(Octets one, Octets other) {
      int i = 0;
      while (i < Math.min(one.size(), other.size()) && one.at(i) == other.at(i)) {
        i++;
      }
      return i;
    }
  }

  /// The next line, or what came instead of it.
  Read next(Deadline deadline) {
    int searched = 0;
    while (true) {
      Optional<Octets> line = takeLine(searched);
      if (line.isPresent()) {
        return new Read.Line(line.get());
      }
      searched = pending.size();
      if (end != null || searched > MOST) {
        return new Read.End(
            pending, end == null ? "more than " + MOST + " octets without LF" : end);
      }
      if (!more(deadline)) {
        return new Read.Silence(pending, deadline.allowed());
      }
    }
  }

  /// Whether anything came, or is there already.
  boolean awaitAnything(Deadline deadline) {
    return !pending.isEmpty() || end != null || more(deadline);
  }

  String wordsSoFar() {
    return pending.isEmpty() ? String.valueOf(end) : "“" + pending + "”";
  }

  private boolean more(Deadline deadline) {
    switch (link.next(deadline)) {
      case Arrival.Data(var octets, var event) -> append(octets, event);
      case Arrival.Finished(_, var event) -> {
        end = "the connection closed";
        lastEvent = event;
      }
      case Arrival.Broken(var why, var event) -> {
        end = "the connection broken: " + why;
        lastEvent = event;
      }
      case Arrival.Nothing _ -> {
        return false;
      }
    }
    return true;
  }

  private void append(Octets octets, long event) {
    int from = pending.size();
    pending = pending.plus(octets);
    lastEvent = event;
    for (int i = from; i < pending.size(); i++) {
      if (pending.at(i) == '\n') {
        link.transcript().decoded(event, decoded(pending.slice(unended, i)));
        lineEnds.add(event);
        unended = i + 1;
      }
    }
  }

  /// A line, for people.
  static Decoded decoded(Octets line) {
    return Decoded.message(line.first(MOST_SHOWN).utf8().strip());
  }

  /// The event of the transcript with which the last reading ended.
  long lastEvent() {
    return lastEvent;
  }

  private Optional<Octets> takeLine(int from) {
    for (int i = from; i < pending.size(); i++) {
      if (pending.at(i) == '\n') {
        Octets line = pending.first(i);
        pending = pending.from(i + 1);
        unended -= i + 1;
        lastEvent = lineEnds.remove();
        return Optional.of(line);
      }
    }
    return Optional.empty();
  }
}
