package dev.wireproof.wire.http1;

import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Requests as nobody can misunderstand them (RFC 9112 §3, §5, §6): after them it is certain how
/// many responses are due.
public final class RequestSyntax {

  private static final String CRLF = "\r\n";
  private static final Pattern REQUEST_LINE =
      Pattern.compile(FieldSyntax.TOKEN.pattern() + " [\\x21-\\x7e]+ HTTP/1\\.[01]");
  private static final Pattern FIELD_LINE =
      Pattern.compile(FieldSyntax.TOKEN.pattern() + ":[ \\t]*[\\x21-\\x7e\\x80-\\xff \\t]*");
  private static final Pattern CHUNK_SIZE = Pattern.compile("[0-9A-Fa-f]{1,7}");
  private static final Pattern LENGTH = Pattern.compile("\\d{1,8}");

  private final String text;
  private int at;

  private RequestSyntax(Octets octets) {
    this.text = octets.latin1();
  }

  /// How many complete requests these octets are; empty when they are anything else.
  public static OptionalInt count(Octets octets) {
    var syntax = new RequestSyntax(octets);
    int count = 0;
    while (syntax.at < syntax.text.length()) {
      if (!syntax.request()) {
        return OptionalInt.empty();
      }
      count++;
    }
    return OptionalInt.of(count);
  }

  private boolean request() {
    String line = line();
    if (!REQUEST_LINE.matcher(line).matches()) {
      return false;
    }
    boolean isHttp10 = line.endsWith("0");
    List<FieldLine> lines = fieldLines();
    var fields = new FieldLines(lines);
    boolean hasHost = fields.all("Host").size() == 1;
    return at <= text.length()
        && (hasHost || (isHttp10 && !fields.has("Host")))
        && body(fields, isHttp10);
  }

  private boolean body(FieldLines fields, boolean isHttp10) {
    List<String> codings = fields.all("Transfer-Encoding");
    List<String> lengths = fields.all("Content-Length");
    if (codings.isEmpty()) {
      return lengths.isEmpty()
          || (lengths.size() == 1
              && LENGTH.matcher(lengths.getFirst()).matches()
              && skip(Integer.parseInt(lengths.getFirst())));
    }
    return !isHttp10 && lengths.isEmpty() && codings.equals(List.of("chunked")) && chunks();
  }

  private boolean chunks() {
    while (true) {
      Matcher size = CHUNK_SIZE.matcher(line());
      if (!size.matches()) {
        return false;
      }
      int length = Integer.parseInt(size.group(), 16);
      if (length == 0) {
        fieldLines();
        return at <= text.length();
      }
      if (!skip(length) || !line().isEmpty()) {
        return false;
      }
    }
  }

  /// Up to the empty line; leaves the place past the end where one is no field line.
  private List<FieldLine> fieldLines() {
    var lines = new ArrayList<FieldLine>();
    while (true) {
      String line = line();
      if (at > text.length() || line.isEmpty()) {
        return lines;
      }
      if (!FIELD_LINE.matcher(line).matches()) {
        at = text.length() + 1;
        return lines;
      }
      lines.add(FieldLine.of(Octets.latin1(line)));
    }
  }

  /// The next line without its CRLF; past the end where there is none.
  private String line() {
    int end = at > text.length() ? -1 : text.indexOf(CRLF, at);
    if (end < 0) {
      at = text.length() + 1;
      return "";
    }
    String line = text.substring(at, end);
    at = end + CRLF.length();
    return line;
  }

  private boolean skip(int octets) {
    at += octets;
    return at <= text.length();
  }
}
