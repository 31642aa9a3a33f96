package dev.wireproof.engine.evidence;

import dev.wireproof.wire.Octets;
import java.util.HexFormat;
import java.util.function.IntPredicate;

/// Octets in rows: offset, hexadecimal, and the characters that can be printed.
public final class HexDump {

  /// Rows of sixteen, as everywhere.
  public static final int WIDE = 16;

  /// Rows of eight, for a narrow pane.
  public static final int NARROW = 8;

  private static final HexFormat HEX = HexFormat.of();

  private final StringBuilder text = new StringBuilder();
  private final int perRow;

  private HexDump(int perRow) {
    this.perRow = perRow;
  }

  /// All octets.
  ///
  /// @param offset of the first one in whatever they are a part of
  /// @param perRow [#WIDE] or [#NARROW]
  public static String of(Octets octets, long offset, int perRow) {
    var dump = new HexDump(perRow);
    for (int from = 0; from < octets.size(); from += perRow) {
      dump.row(offset + from, octets.slice(from, from + perRow));
    }
    return dump.text.toString();
  }

  /// The wide rows that have an octet of this kind, at most `rows` of them; what is left out is
  /// said.
  public static String where(Octets octets, IntPredicate kind, int rows) {
    var dump = new HexDump(WIDE);
    int shown = 0;
    int left = 0;
    for (int from = 0; from < octets.size(); from += WIDE) {
      Octets row = octets.slice(from, from + WIDE);
      if (shown < rows && row.latin1().chars().anyMatch(kind)) {
        dump.left(left);
        dump.row(from, row);
        left = 0;
        shown++;
      } else {
        left += row.size();
      }
    }
    dump.left(left);
    return dump.text.toString();
  }

  private void left(int octets) {
    if (octets > 0) {
      text.append("        … ").append(octets).append(" other octets\n");
    }
  }

  private void row(long offset, Octets row) {
    text.append(HEX.toHexDigits(offset, 6)).append("  ");
    for (int i = 0; i < perRow; i++) {
      text.append(i < row.size() ? HEX.toHexDigits((byte) row.at(i)) : "  ");
      text.append(i == NARROW - 1 ? "  " : " ");
    }
    text.append(' ');
    for (int i = 0; i < row.size(); i++) {
      int octet = row.at(i);
      text.append(octet >= 0x20 && octet < 0x7f ? (char) octet : '.');
    }
    text.append('\n');
  }
}
