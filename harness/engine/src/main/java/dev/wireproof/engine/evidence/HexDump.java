package dev.wireproof.engine.evidence;

import dev.wireproof.wire.Octets;
import java.util.HexFormat;

/// Octets in rows of sixteen: offset, hexadecimal, and the characters that can be printed.
public final class HexDump {

  private static final int A_ROW = 16;
  private static final HexFormat HEX = HexFormat.of();

  private HexDump() {}

  /// At most `rows` rows; what is left out is said in a last line.
  public static String of(Octets octets, int rows) {
    var text = new StringBuilder();
    int shown = Math.min(octets.size(), rows * A_ROW);
    for (int from = 0; from < shown; from += A_ROW) {
      row(text, octets, from);
    }
    if (shown < octets.size()) {
      text.append("      … ").append(octets.size() - shown).append(" more octets\n");
    }
    return text.toString();
  }

  private static void row(StringBuilder text, Octets octets, int from) {
    var hex = new StringBuilder();
    var characters = new StringBuilder();
    for (int i = from; i < Math.min(octets.size(), from + A_ROW); i++) {
      int octet = octets.at(i);
      hex.append(HEX.toHexDigits((byte) octet)).append(i - from == 7 ? "  " : " ");
      characters.append(octet >= 0x20 && octet < 0x7f ? (char) octet : '.');
    }
    text.append("%04x  %-50s%s%n".formatted(from, hex, characters));
  }
}
