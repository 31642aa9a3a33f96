package dev.wireproof.wire.http1;

import dev.wireproof.wire.Octets;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// The grammar of what stands in a field line (RFC 9110 §5), as far as responses are held to it.
final class FieldSyntax {

  static final Pattern TOKEN = Pattern.compile("[!#$%&'*+.^_`|~0-9A-Za-z-]+");
  static final Pattern BARE_LINE_END = Pattern.compile("(?<!\\r)\\n|\\r(?!\\n)");

  /// Octets that no value may hold: all controls but HTAB (RFC 9110 §5.5). Line ends have a rule of
  /// their own.
  static final Pattern CONTROL = Pattern.compile("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f\\x7f]");

  static final Pattern IMF_FIXDATE =
      Pattern.compile(
          "(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \\d\\d"
              + " (Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec) \\d{4} \\d\\d:\\d\\d:\\d\\d"
              + " GMT");
  static final Pattern ENTITY_TAG = Pattern.compile("(?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\"");

  /// Fields that are no lists (RFC 9110 §5.3).
  static final List<String> SINGLETONS =
      List.of("Age", "Content-Length", "Content-Type", "Date", "ETag", "Last-Modified", "Location");

  private static final String TOKENS = TOKEN.pattern();
  private static final String QUOTED = "\"(?:[^\"\\\\]|\\\\.)*\"";
  private static final String OWS = "[ \\t]*";
  private static final String TOKEN_LIST =
      "(?:" + TOKENS + ")?(?:" + OWS + "," + OWS + "(?:" + TOKENS + ")?)*";

  private static final Map<String, Pattern> VALUES =
      Map.of(
          "Allow", Pattern.compile(TOKEN_LIST),
          "Accept-Ranges", Pattern.compile(TOKEN_LIST),
          "Age", Pattern.compile("\\d+"),
          "Connection", Pattern.compile(TOKEN_LIST),
          "Content-Range", Pattern.compile(TOKENS + " (?:\\d+-\\d+/(?:\\d+|\\*)|\\*/\\d+)"),
          "Content-Type",
              Pattern.compile(
                  "%s/%s(?:%s;%s(?:%s=(?:%s|%s))?)*"
                      .formatted(TOKENS, TOKENS, OWS, OWS, TOKENS, TOKENS, QUOTED)),
          "Location", Pattern.compile("[\\x21-\\x7e]*"),
          "Retry-After", Pattern.compile("\\d+|" + IMF_FIXDATE.pattern()),
          "Vary", Pattern.compile(TOKEN_LIST));

  private static final List<String> NO_TRAILERS =
      List.of(
          "Transfer-Encoding",
          "Content-Length",
          "Host",
          "Content-Encoding",
          "Content-Type",
          "Content-Range",
          "Trailer");

  private FieldSyntax() {}

  /// The first field whose value its grammar does not have, with the value.
  static Optional<String> malformed(FieldLines fields) {
    return VALUES.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .flatMap(field -> malformed(fields, field.getKey(), field.getValue()))
        .findFirst();
  }

  private static Stream<String> malformed(FieldLines fields, String name, Pattern grammar) {
    return fields.all(name).stream()
        .filter(value -> !grammar.matcher(value).matches())
        .map(value -> shown(name, value));
  }

  /// A field of a trailer section that framing or routing needs before the content.
  static Optional<String> misplaced(FieldLines trailers) {
    return NO_TRAILERS.stream()
        .filter(trailers::has)
        .findFirst()
        .map(name -> shown(name, String.join(", ", trailers.all(name))) + " after the content");
  }

  static String shown(Http1Response response, String name) {
    return shown(name, String.join(", ", response.fields().all(name)));
  }

  static boolean isLater(Optional<String> one, Optional<String> other) {
    Optional<Instant> first = one.flatMap(FieldSyntax::date);
    Optional<Instant> second = other.flatMap(FieldSyntax::date);
    return first.isPresent() && second.isPresent() && first.get().isAfter(second.get());
  }

  static String shown(String name, String value) {
    return "“" + name + ": " + Octets.latin1(value).printable() + "”";
  }

  /// The moment that a date in today's format names.
  static Optional<Instant> date(String text) {
    try {
      return Optional.of(
          ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }
}
