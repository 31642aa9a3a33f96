package dev.wireproof.reference.tcpecho;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/// What the faults do to octets on their way through; without faults nothing.
final class EchoFaults {

  private static final int ROOM = 4096;
  private static final int LONG_QUEUE = 8;
  private static final byte[] REPLACEMENT = "\ufffd".getBytes(UTF_8);

  private final Set<EchoFault> faults;

  EchoFaults(Set<EchoFault> faults) {
    this.faults = faults;
  }

  boolean has(EchoFault fault) {
    return faults.contains(fault);
  }

  /// What one read returned.
  byte[] chunk(byte[] octets) {
    if (has(EchoFault.READS_DECODED_ALONE) && octets.length > 0) {
      return replaceEdges(octets);
    }
    return octets;
  }

  /// A character that is cut by the edge of a read becomes U+FFFD on both sides.
  private static byte[] replaceEdges(byte[] octets) {
    boolean begins = (octets[0] & 0xc0) == 0x80;
    boolean ends = (octets[octets.length - 1] & 0xc0) == 0xc0;
    byte[] middle = Arrays.copyOfRange(octets, begins ? 1 : 0, octets.length - (ends ? 1 : 0));
    byte[] head = begins ? REPLACEMENT : new byte[0];
    byte[] tail = ends ? REPLACEMENT : new byte[0];
    byte[] all = Arrays.copyOf(head, head.length + middle.length + tail.length);
    System.arraycopy(middle, 0, all, head.length, middle.length);
    System.arraycopy(tail, 0, all, head.length + middle.length, tail.length);
    return all;
  }

  /// The whole lines of one read, as they are sent back.
  List<byte[]> lines(List<byte[]> whole) {
    List<byte[]> lines = new ArrayList<>(whole);
    if (has(EchoFault.FIRST_LINE_ONLY) && lines.size() > 1) {
      lines = lines.subList(0, 1);
    }
    if (has(EchoFault.SHORT_LINES_FIRST) && lines.size() >= LONG_QUEUE) {
      lines.sort(Comparator.comparingInt(line -> line.length));
    }
    return lines.stream().map(this::line).filter(line -> line.length > 0).toList();
  }

  private byte[] line(byte[] line) {
    if (has(EchoFault.LONG_LINE_CUT) && line.length > ROOM) {
      byte[] cut = Arrays.copyOf(line, ROOM);
      cut[ROOM - 1] = '\n';
      return cut;
    }
    if (has(EchoFault.EMPTY_LINE_DROPPED) && line.length == 1) {
      return new byte[0];
    }
    if (has(EchoFault.DECODED_AS_UTF8)) {
      return new String(line, UTF_8).getBytes(UTF_8);
    }
    if (has(EchoFault.CARRIAGE_RETURN_STRIPPED)) {
      return text(line, text -> text.endsWith("\r") ? text.substring(0, text.length() - 1) : text);
    }
    if (has(EchoFault.BLANKS_TRIMMED)) {
      return text(line, text -> text.replaceAll("^[ \t]+|[ \t]+$", ""));
    }
    if (has(EchoFault.ENDS_AT_NUL)) {
      return text(line, text -> text.replaceFirst("\0.*", ""));
    }
    return line;
  }

  private static byte[] text(byte[] line, UnaryOperator<String> change) {
    String text = new String(line, 0, line.length - 1, ISO_8859_1);
    return (change.apply(text) + "\n").getBytes(ISO_8859_1);
  }
}
