package dev.wireproof.engine.evidence;

import dev.wireproof.wire.Octets;
import java.util.HexFormat;

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

  /// At most `rows` wide rows; what is left out is said in a last line.
  public static String first(Octets octets, int rows) {
    Octets shown = octets.first(rows * WIDE);
    int left = octets.size() - shown.size();
    return of(shown, 0, WIDE) + (left == 0 ? "" : "        … " + left + " more octets\n");
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
