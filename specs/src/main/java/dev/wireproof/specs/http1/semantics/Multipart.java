package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.isTrue;
import static dev.wireproof.engine.verdict.Expectations.size;

import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The body of a multipart/byteranges response, one character for each octet.
record Multipart(List<String> parts) {

  private static final Pattern TYPE =
      Pattern.compile(
          "multipart/byteranges\\s*;.*?boundary=(?:\"([^\"]+)\"|([^\\s;]+)).*",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern CONTENT_RANGE =
      Pattern.compile(
          "^content-range:[ \\t]*bytes (\\d{1,9})-(\\d{1,9})/(?:\\d+|\\*)[ \\t]*\\r?$",
          Pattern.CASE_INSENSITIVE | Pattern.MULTILINE);

  /// Nothing when the response is not a multipart one.
  static Optional<String> boundary(Http1Response response) {
    return response
        .field("Content-Type")
        .map(TYPE::matcher)
        .filter(Matcher::matches)
        .map(matcher -> matcher.group(1) == null ? matcher.group(2) : matcher.group(1));
  }

  /// The parts, each of which was closed.
  ///
  /// @throws VerdictException when the last part is not closed: a violation
  static Multipart expectParts(Http1Response response, String boundary) {
    String text = "\r\n" + response.body().latin1();
    String delimiter = "\r\n--" + boundary;
    int end =
        expectThat(
            text.indexOf(delimiter + "--"),
            atLeast(0)
                .as("--" + boundary + "-- after the last part")
                .showing(_ -> "a body that ends with " + tail(text)));
    var parts = new ArrayList<String>();
    String[] pieces = text.substring(0, end).split(Pattern.quote(delimiter), -1);
    for (int i = 1; i < pieces.length; i++) {
      parts.add(pieces[i]);
    }
    return new Multipart(List.copyOf(parts));
  }

  /// Each part says which octets of `whole` it has, and has them.
  void expectPartsOf(Octets whole) {
    expectThat(
        parts,
        size(atLeast(1)).as("at least one part").showing(_ -> "a multipart response without any"));
    for (String part : parts) {
      int blank = part.indexOf("\r\n\r\n");
      Matcher range = CONTENT_RANGE.matcher(part.substring(0, Math.max(blank, 0)));
      expectThat(
          blank >= 0 && range.find(),
          isTrue("Content-Range in the head of every part", "a part: " + tail(part)));
      Octets claimed =
          whole.slice(Integer.parseInt(range.group(1)), Integer.parseInt(range.group(2)) + 1);
      expectThat(
          Octets.latin1(part.substring(blank + 4)),
          equalTo(claimed)
              .as(range.group().strip() + " with those octets")
              .showing(_ -> tail(part)));
    }
  }

  private static String tail(String text) {
    return "“" + Octets.latin1(text.substring(Math.max(0, text.length() - 120))).printable() + "”";
  }
}
