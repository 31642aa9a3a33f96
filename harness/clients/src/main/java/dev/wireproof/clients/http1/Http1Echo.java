package dev.wireproof.clients.http1;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Visible;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// How the target understood a request, where it has an echo: a resource whose answer shows the
/// field lines of the request, one on a line, and its content. Its place is the endpoint `echo` of
/// the target's description, else `/echo`.
public final class Http1Echo implements WireClient {

  private static final String NO_ECHO =
      "no echo: neither the endpoint echo nor /echo shows the fields of a request, so it cannot be"
          + " seen how they were understood";
  private static final String NO_CONTENT_ECHO =
      "no echo: a POST to the endpoint echo, /echo or / does not show the content that it carried,"
          + " so it cannot be seen how that was understood";

  private static final int MOST_SHOWN = 200;

  /// A list is the same with and without a blank behind its commas (RFC 9110 §5.6.1).
  private static final Pattern COMMA = Pattern.compile("[ \\t]*,[ \\t]*");

  private static final int MOST_CONTENT = 300;

  private final Http1Capabilities offers;

  public Http1Echo(SpecContext context) {
    this.offers = Http1Capabilities.of(context);
  }

  /// A GET of the echo; of `/` where there is none, so that a refusal can be seen all the same.
  public Http1Request request() {
    return Http1Request.get(offers.freshEcho().orElse("/"));
  }

  /// A POST whose content will be shown.
  ///
  /// @throws VerdictException where there is no such thing
  public Http1Request upload() {
    return Http1Request.request(
        "POST",
        offers.contentEcho().orElseThrow(() -> VerdictException.notApplicable(NO_CONTENT_ECHO)));
  }

  /// A 2xx answer that shows the field with this value, or with these joined by commas; without
  /// one, shows no such field. Not applicable to an answer from a target without an echo.
  public Expectation<Seen> shows(String name, String... values) {
    String value = String.join(", ", values);
    String expected =
        values.length == 0
            ? "an echo without " + name
            : "an echo of “" + name + ": " + Octets.utf8(value).printable() + "”";
    return shows(
        name,
        expected,
        shown ->
            COMMA.splitAsStream(shown).toList().equals(List.of(values)) || shown.equals(value));
  }

  /// As [#shows(String, String...)], for a value whose lines became one, with one blank or more for
  /// each break.
  public Expectation<Seen> showsUnfolded(String name, String... lines) {
    String value = String.join(" ", lines);
    String joined = Arrays.stream(lines).map(Pattern::quote).collect(Collectors.joining(" +"));
    return shows(
        name,
        "an echo of “" + name + ": " + value + "”",
        Pattern.compile(joined).asMatchPredicate());
  }

  private Expectation<Seen> shows(String name, String expected, Predicate<String> right) {
    return new Expectation<>(
        expected,
        seen -> {
          if (!(seen instanceof Seen.Response(var response)) || !response.isSuccess()) {
            return new Verdict.Violates(expected, seen.toString());
          }
          if (offers.echo().isEmpty()) {
            return new Verdict.NotApplicable(NO_ECHO);
          }
          List<String> shown = fields(response, name);
          return right.test(String.join(", ", shown))
              ? new Verdict.Conforms()
              : new Verdict.Violates(expected, "it shows " + described(name, shown));
        });
  }

  /// A 2xx answer that does not show the field with this value among its values.
  public Expectation<Seen> showsNo(String name, String value) {
    return shows(
        name,
        "an echo without “" + name + ": " + value + "”",
        shown -> !List.of(shown.split(", ?", -1)).contains(value));
  }

  /// A text of which no line occurs twice, so that nothing can be lost, doubled or moved unseen.
  ///
  /// @param size in octets
  public String distinctLines(int size) {
    return IntStream.range(0, size / 16)
        .mapToObj("%015x\n"::formatted)
        .collect(Collectors.joining());
  }

  /// A 2xx answer that shows the content of the request.
  public Expectation<Seen> showsContent(String content) {
    String expected =
        content.length() > MOST_SHOWN
            ? "an echo of the " + content.length() + " octets of content"
            : "an echo of the content “" + Octets.utf8(content).printable() + "”";
    return new Expectation<>(
        expected,
        seen ->
            seen instanceof Seen.Response(var response) && response.isSuccess()
                ? compared(expected, content, response.body().utf8())
                : new Verdict.Violates(expected, seen.toString()));
  }

  private static Verdict compared(String expected, String content, String shown) {
    if (shown.contains(content)) {
      return new Verdict.Conforms();
    }
    int begin = shown.indexOf(content.substring(0, Math.min(16, content.length())));
    if (content.length() <= MOST_SHOWN || begin < 0) {
      return new Verdict.Violates(expected, "it shows “" + end(shown) + "”");
    }
    int same = 0;
    while (begin + same < shown.length()
        && same < content.length()
        && shown.charAt(begin + same) == content.charAt(same)) {
      same++;
    }
    return new Verdict.Violates(
        expected,
        "the first "
            + same
            + " octets are right, then came “"
            + Octets.utf8(
                    shown.substring(begin + same, Math.min(shown.length(), begin + same + 16)))
                .printable()
            + "”, and "
            + (shown.length() - begin)
            + " octets in all");
  }

  /// What stands behind the fields that an echo shows.
  private static String end(String text) {
    int from = Math.max(0, text.length() - MOST_CONTENT);
    return (from > 0 ? "…" : "") + Visible.of(text.substring(from)).replace("\n", "\\n");
  }

  private static String described(String name, List<String> shown) {
    return shown.isEmpty()
        ? "no " + name
        : "“" + name + ": " + Octets.latin1(String.join(", ", shown)).printable() + "”";
  }

  /// The values of a field that an answer shows, a line each.
  static List<String> fields(Http1Response response, String name) {
    Matcher line =
        Pattern.compile(
                "^[ \\t]*(?:field:[ \\t]*)?" + Pattern.quote(name) + ":[ \\t]?(.*?)\\r?$",
                Pattern.CASE_INSENSITIVE | Pattern.MULTILINE | Pattern.UNIX_LINES)
            .matcher(response.body().latin1());
    var values = new ArrayList<String>();
    while (line.find()) {
      values.add(line.group(1));
    }
    return values;
  }

  @Override
  public void close() {}
}
