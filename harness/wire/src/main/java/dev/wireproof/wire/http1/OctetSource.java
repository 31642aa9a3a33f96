package dev.wireproof.wire.http1;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.tcp.Arrival;
import dev.wireproof.wire.tcp.TcpConnection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;

/// The octets of one connection, one after the other, that can be read again from the last mark: a
/// message that is not whole yet is read anew when more has come.
final class OctetSource {

  /// The end of a read that could not be completed.
  static final class EndOfInputException extends Exception {
    private static final long serialVersionUID = 1L;
    private final transient Arrival end;

    EndOfInputException(Arrival end) {
      super("no more octets", null, false, false);
      this.end = end;
    }

    Arrival end() {
      return end;
    }
  }

  /// More octets than the bound in one message.
  static final class TooLargeException extends Exception {
    private static final long serialVersionUID = 1L;

    TooLargeException() {
      super("too much", null, false, false);
    }
  }

  /// Up to which octet of the connection an event of the transcript brought it.
  private record Segment(long end, long event) {}

  /// What ends at an octet of the connection.
  private record Mark(long at, Decoded decoded) {}

  private final TcpConnection link;
  private final int bound;
  private final Deque<Segment> segments = new ArrayDeque<>();
  private final List<Mark> marks = new ArrayList<>();
  private long before;
  private long lastEvent = -1;
  private byte[] buffer = new byte[4096];
  private int size;
  private int mark;
  private int position;

  OctetSource(TcpConnection link, int bound) {
    this.link = link;
    this.bound = bound;
  }

  /// The next octet, 0 to 255.
  int read(Deadline deadline) throws EndOfInputException, TooLargeException {
    if (position == size) {
      fill(deadline);
    }
    return buffer[position++] & 0xff;
  }

  Octets read(int length, Deadline deadline) throws EndOfInputException, TooLargeException {
    while (size - position < length) {
      if (length > bound) {
        throw new TooLargeException();
      }
      fill(deadline);
    }
    Octets octets = Octets.of(buffer, position, length);
    position += length;
    return octets;
  }

  /// Between 1 and `most` octets, as many as are there.
  Octets readSome(int most, Deadline deadline) throws EndOfInputException, TooLargeException {
    if (position == size) {
      fill(deadline);
    }
    return read(Math.min(most, size - position), deadline);
  }

  /// Waits until at least one more octet is there.
  private void fill(Deadline deadline) throws EndOfInputException, TooLargeException {
    switch (link.next(deadline)) {
      case Arrival.Data(Octets octets, long event) -> {
        append(octets);
        segments.add(new Segment(before + size, event));
        lastEvent = event;
      }
      case Arrival.Finished end -> throw ended(end, end.event());
      case Arrival.Broken end -> throw ended(end, end.event());
      case Arrival.Nothing end -> throw ended(end, lastEvent);
    }
  }

  private EndOfInputException ended(Arrival end, long event) {
    lastEvent = event;
    return new EndOfInputException(end);
  }

  private void append(Octets octets) throws TooLargeException {
    if (mark > 0) {
      System.arraycopy(buffer, mark, buffer, 0, size - mark);
      before += mark;
      size -= mark;
      position -= mark;
      mark = 0;
    }
    if (size + octets.size() > bound) {
      throw new TooLargeException();
    }
    if (size + octets.size() > buffer.length) {
      buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, size + octets.size()));
    }
    System.arraycopy(octets.toArray(), 0, buffer, size, octets.size());
    size += octets.size();
  }

  int position() {
    return position - mark;
  }

  /// The octets read since the mark, from `start` on.
  Octets since(int start) {
    return Octets.of(buffer, mark + start, position - mark - start);
  }

  /// All that has come since the mark, read or not.
  Octets pending() {
    return Octets.of(buffer, mark, size - mark);
  }

  /// What the octets before this one mean, which is said of them once they are done with.
  void note(Decoded decoded) {
    marks.add(new Mark(before + position, decoded));
  }

  /// What was read is done with.
  void commit() {
    marks.forEach(each -> link.transcript().decoded(eventAt(each.at()), each.decoded()));
    marks.clear();
    if (position > mark) {
      lastEvent = eventAt(before + position);
    }
    mark = position;
    while (!segments.isEmpty() && segments.element().end() <= before + mark) {
      segments.remove();
    }
  }

  /// The event that brought the octet before this place.
  private long eventAt(long place) {
    for (Segment segment : segments) {
      if (segment.end() >= place) {
        return segment.event();
      }
    }
    return lastEvent;
  }

  /// The event of the transcript with which the last reading ended.
  long lastEvent() {
    return lastEvent;
  }

  /// Reads again from the mark.
  void rewind() {
    marks.clear();
    position = mark;
  }
}
