package dev.wireproof.wire;

/// What a reader or writer understood of octets that travelled, for people. Safe to show, whatever
/// travelled.
///
/// @param summary what it is, in one line: `GET /cart`, `200 OK`, `SETTINGS ACK`
/// @param content the beginning of what it carries, in one line; empty when that tells nothing
/// @param piece whether it goes on with a message that was decoded before: a chunk, an event of a
///   stream
/// @param changesSomething whether a server that takes it is another one afterwards
public record Decoded(String summary, String content, boolean piece, boolean changesSomething) {

  private static final int MOST_SUMMARY = 160;
  private static final int MOST_CONTENT = 120;

  public Decoded {
    summary = shown(summary, MOST_SUMMARY);
    content = shown(content, MOST_CONTENT);
  }

  /// A message, or the head of one.
  public static Decoded message(String summary) {
    return new Decoded(summary, "", false, false);
  }

  /// More of a message.
  public static Decoded piece(String summary) {
    return new Decoded(summary, "", true, false);
  }

  /// The beginning of what it carries.
  public Decoded with(Octets carried) {
    // one more than is shown, so that it is seen to be cut
    return with(carried.first(MOST_CONTENT + 1).utf8());
  }

  public Decoded with(String carried) {
    return new Decoded(summary, carried, piece, changesSomething);
  }

  public Decoded changing(boolean changes) {
    return new Decoded(summary, content, piece, changes);
  }

  private static String shown(String text, int most) {
    String visible = Visible.line(text, 2 * most);
    return visible.length() <= most ? visible : visible.substring(0, most - 1) + "…";
  }

  /// Summary and content.
  @Override
  public String toString() {
    return content.isEmpty() ? summary : summary + "  " + content;
  }
}
