package dev.wireproof.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/// An immutable sequence of octets. Two are equal when they hold the same octets.
public final class Octets {

  public static final Octets NONE = new Octets(new byte[0]);

  private static final int MOST_LINE = 160;

  private final byte[] bytes;

  private Octets(byte[] bytes) {
    this.bytes = bytes;
  }

  public static Octets of(byte... bytes) {
    return bytes.length == 0 ? NONE : new Octets(bytes.clone());
  }

  /// Copies `length` octets of `bytes` from `offset` on.
  public static Octets of(byte[] bytes, int offset, int length) {
    return length == 0 ? NONE : new Octets(Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /// One octet for each character below U+0100.
  ///
  /// @throws IllegalArgumentException for any other character
  public static Octets latin1(String text) {
    if (!StandardCharsets.ISO_8859_1.newEncoder().canEncode(text)) {
      throw new IllegalArgumentException("not one octet per character: " + text);
    }
    return new Octets(text.getBytes(StandardCharsets.ISO_8859_1));
  }

  public static Octets utf8(String text) {
    return new Octets(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Reads hexadecimal digits; blanks and `|` between them only help the eye.
  public static Octets hex(String digits) {
    return new Octets(HexFormat.of().parseHex(digits.replaceAll("[\\s|]", "")));
  }

  /// `size` octets that all have the same value.
  public static Octets repeat(char octet, int size) {
    byte[] bytes = new byte[size];
    Arrays.fill(bytes, (byte) octet);
    return new Octets(bytes);
  }

  public static Octets join(Iterable<Octets> parts) {
    var out = new ByteArrayOutputStream();
    parts.forEach(part -> out.writeBytes(part.bytes));
    return of(out.toByteArray());
  }

  public int size() {
    return bytes.length;
  }

  public boolean isEmpty() {
    return bytes.length == 0;
  }

  /// The octet at `index`, from 0 to 255.
  public int at(int index) {
    return bytes[index] & 0xff;
  }

  public Octets plus(Octets more) {
    byte[] both = Arrays.copyOf(bytes, bytes.length + more.bytes.length);
    System.arraycopy(more.bytes, 0, both, bytes.length, more.bytes.length);
    return new Octets(both);
  }

  /// The octets from `from` up to, not including, `to`; both are clamped to what there is.
  public Octets slice(int from, int to) {
    int start = Math.clamp(from, 0, bytes.length);
    int end = Math.clamp(to, start, bytes.length);
    return of(bytes, start, end - start);
  }

  public Octets first(int most) {
    return slice(0, most);
  }

  public Octets from(int start) {
    return slice(start, bytes.length);
  }

  public byte[] toArray() {
    return bytes.clone();
  }

  /// Each octet as the character of the same number, so that nothing is lost.
  public String latin1() {
    return text(StandardCharsets.ISO_8859_1);
  }

  /// Decodes as UTF-8; malformed sequences become U+FFFD.
  public String utf8() {
    return text(StandardCharsets.UTF_8);
  }

  private String text(Charset charset) {
    return new String(bytes, charset);
  }

  public String hex() {
    return HexFormat.of().formatHex(bytes);
  }

  /// Printable ASCII as it is, everything else escaped (`\r`, `\n`, `\xe9`): safe in a terminal, a
  /// log or a page whatever the peer sent.
  public String printable() {
    var text = new StringBuilder(bytes.length + 16);
    for (byte b : bytes) {
      int octet = b & 0xff;
      switch (octet) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '\\' -> text.append("\\\\");
        default -> {
          if (octet >= 0x20 && octet < 0x7f) {
            text.append((char) octet);
          } else {
            text.append("\\x").append(HexFormat.of().toHexDigits(b));
          }
        }
      }
    }
    return text.toString();
  }

  /// The first line, safe to show, and what is known of the rest.
  ///
  /// @param size of what these octets are the beginning of
  public String firstLine(long size) {
    int most = Math.min(size(), MOST_LINE);
    int end = 0;
    while (end < most && at(end) != '\n') {
      end++;
    }
    int shown = Math.min(end + 1, most);
    String line = first(shown).printable();
    return shown >= size ? line : line + " … (" + size + " octets)";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Octets that && Arrays.equals(bytes, that.bytes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(bytes);
  }

  @Override
  public String toString() {
    return size() <= 80 ? printable() : first(80).printable() + "… (" + size() + " octets)";
  }
}
