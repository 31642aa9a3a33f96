package dev.wireproof.wire.http1;

import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// A request as it will travel. It starts out valid (RFC 9112 §3) and is bent one visible place at
/// a time; nothing is checked, corrected or added behind its back, except that `{host}` in a value
/// and the target `/` stand for the authority and the path of the server under test.
///
/// Lines are Latin-1: one octet for each character.
public final class Http1Request {

  private static final String CRLF = "\r\n";
  private static final int MOST_HEAD = 64 * 1024;
  private static final Pattern VERSION = Pattern.compile(" HTTP/1\\.\\d$");

  /// Methods that RFC 9110 §9.2.1 does not call safe, and contracts use.
  private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");

  private final String method;
  private final String requestLine;
  private final List<String> fieldLines;
  private final Octets body;
  private final UnaryOperator<Octets> bend;

  private Http1Request(
      String method,
      String requestLine,
      List<String> fieldLines,
      Octets body,
      UnaryOperator<Octets> bend) {
    this.method = method;
    this.requestLine = requestLine;
    this.fieldLines = List.copyOf(fieldLines);
    this.body = body;
    this.bend = bend;
  }

  /// A request with a Host field and no body.
  public static Http1Request request(String method, String target) {
    return new Http1Request(
        method,
        method + " " + target + " HTTP/1.1",
        List.of("Host: {host}"),
        Octets.NONE,
        UnaryOperator.identity());
  }

  public static Http1Request get(String target) {
    return request("GET", target);
  }

  public static Http1Request head(String target) {
    return request("HEAD", target);
  }

  public static Http1Request options(String target) {
    return request("OPTIONS", target);
  }

  /// A POST whose Content-Length is right.
  public static Http1Request post(String target, String body) {
    return request("POST", target).withBody(body);
  }

  public static Http1Request put(String target, String body) {
    return request("PUT", target).withBody(body);
  }

  /// Adds a field line behind those that are there.
  public Http1Request with(String name, String value) {
    return withLine(name + ": " + value);
  }

  /// Adds a line to the field section just as it stands, without its CRLF.
  public Http1Request withLine(String line) {
    var more = new ArrayList<>(fieldLines);
    more.add(line);
    return fields(more);
  }

  /// Puts a line before the first field line.
  public Http1Request withFirstLine(String line) {
    var more = new ArrayList<>(fieldLines);
    more.addFirst(line);
    return fields(more);
  }

  /// Leaves out every line of the field.
  public Http1Request without(String name) {
    return fields(fieldLines.stream().filter(line -> !isOf(line, name)).toList());
  }

  /// One line of the field, where the first one was, or at the end.
  public Http1Request replacing(String name, String value) {
    if (fieldLines.stream().noneMatch(line -> isOf(line, name))) {
      return with(name, value);
    }
    return fields(
        fieldLines.stream()
            .map(line -> isOf(line, name) ? name + ": " + value : line)
            .distinct()
            .toList());
  }

  private static boolean isOf(String line, String name) {
    return line.regionMatches(true, 0, name + ":", 0, name.length() + 1);
  }

  /// The same request under another version, such as `HTTP/1.0`.
  public Http1Request version(String version) {
    return requestLine(requestLine.substring(0, requestLine.lastIndexOf(' ') + 1) + version);
  }

  /// Any first line at all, without its CRLF.
  public Http1Request requestLine(String line) {
    return new Http1Request(method, line, fieldLines, body, bend);
  }

  /// A body with a Content-Length that tells the truth.
  public Http1Request withBody(String content) {
    Octets octets = Octets.utf8(content);
    return replacing("Content-Length", Integer.toString(octets.size())).carrying(octets);
  }

  /// A body in chunks of these contents, with the last chunk (RFC 9112 §7.1).
  public Http1Request withChunks(String... contents) {
    return without("Content-Length")
        .with("Transfer-Encoding", "chunked")
        .carrying(chunks(contents));
  }

  /// Whether it says that its body comes in chunks.
  public boolean isChunked() {
    return fieldLines.contains("Transfer-Encoding: chunked");
  }

  /// Octets after the field section, whatever the fields say of them.
  public Http1Request carrying(Octets octets) {
    return new Http1Request(method, requestLine, fieldLines, octets, bend);
  }

  public Http1Request carrying(String latin1) {
    return carrying(Octets.latin1(latin1));
  }

  /// Bends the finished octets, for malformations that no other method here can express.
  public Http1Request bent(UnaryOperator<Octets> how) {
    return new Http1Request(
        method, requestLine, fieldLines, body, octets -> how.apply(bend.apply(octets)));
  }

  /// Each CRLF of head and body becomes another line end.
  public Http1Request endingLinesWith(String lineEnd) {
    return bent(octets -> Octets.latin1(octets.latin1().replace(CRLF, lineEnd)));
  }

  /// The chunked coding of these contents, with the last chunk.
  public static Octets chunks(String... contents) {
    var text = new ArrayList<Octets>();
    for (String content : contents) {
      Octets octets = Octets.utf8(content);
      text.add(Octets.latin1(Integer.toHexString(octets.size()) + CRLF));
      text.add(octets);
      text.add(Octets.latin1(CRLF));
    }
    text.add(Octets.latin1("0" + CRLF + CRLF));
    return Octets.join(text);
  }

  /// The method, which decides how the response is framed.
  public String method() {
    return method;
  }

  /// The last word of the request line.
  public String version() {
    return requestLine.substring(requestLine.lastIndexOf(' ') + 1);
  }

  private Http1Request fields(List<String> lines) {
    return new Http1Request(method, requestLine, lines, body, bend);
  }

  /// The octets for a server.
  ///
  /// @param host the authority, such as `localhost:8080`
  /// @param path what the target `/` stands for
  /// @param extra field lines that the server wants with each request
  public Octets octets(String host, String path, List<String> extra) {
    String line = requestLine.replaceFirst(" /( |$)", " " + Matcher.quoteReplacement(path) + "$1");
    String head =
        Stream.of(Stream.of(line), fieldLines.stream(), extra.stream())
            .flatMap(lines -> lines)
            .map(each -> each + CRLF)
            .reduce("", String::concat)
            .replace("{host}", host);
    return bend.apply(Octets.latin1(head + CRLF).plus(body));
  }

  /// What a part of its octets means, for people: the head, where it ends in that part, with what
  /// of the body is in there too.
  ///
  /// @param all its octets as they travel
  /// @param from where the part begins
  /// @param to where the part ends
  public Optional<Decoded> decoded(Octets all, int from, int to) {
    int end = all.size() - body.size();
    String head = all.first(MOST_HEAD).latin1();
    int blank = head.indexOf(CRLF + CRLF);
    if (blank >= 0) {
      end = blank + 2 * CRLF.length();
    }
    if (end <= from || end > to) {
      return Optional.empty();
    }
    Octets line = Octets.latin1(head.lines().findFirst().orElse(""));
    var decoded =
        Decoded.message(VERSION.matcher(line.printable()).replaceFirst(""))
            .changing(CHANGING.contains(method));
    boolean framed = fieldLines.stream().anyMatch(each -> isOf(each, "Transfer-Encoding"));
    return Optional.of(framed ? decoded : decoded.with(all.slice(end, to)));
  }

  @Override
  public String toString() {
    return Octets.latin1(requestLine).printable();
  }
}
