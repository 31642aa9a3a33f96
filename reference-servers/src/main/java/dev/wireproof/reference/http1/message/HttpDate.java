package dev.wireproof.reference.http1.message;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.ChronoField;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// The dates of HTTP (RFC 9110 §5.6.7): one format is written, three are read.
public final class HttpDate {

  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private static final DateTimeFormatter ASCTIME =
      DateTimeFormatter.ofPattern("EEE MMM ppd HH:mm:ss uuuu", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  private HttpDate() {}

  public static String format(Instant instant) {
    return IMF_FIXDATE.format(instant);
  }

  /// As every sender writes it: the other two formats have another length.
  public static boolean isInFormatOfToday(String text) {
    return text.length() == "Sun, 06 Nov 1994 08:49:37 GMT".length();
  }

  /// Nothing when `text` is none of the three formats.
  public static Optional<Instant> parse(String text, Instant now) {
    for (DateTimeFormatter format : List.of(IMF_FIXDATE, rfc850(now), ASCTIME)) {
      try {
        return Optional.of(LocalDateTime.parse(text, format).toInstant(ZoneOffset.UTC));
      } catch (DateTimeException _) {
        // perhaps the next one
      }
    }
    return Optional.empty();
  }

  /// Its year has two digits: one that seems more than 50 years ahead is in the past.
  private static DateTimeFormatter rfc850(Instant now) {
    int earliest = now.atZone(ZoneOffset.UTC).getYear() - 49;
    return new DateTimeFormatterBuilder()
        .appendPattern("EEEE, dd-MMM-")
        .appendValueReduced(ChronoField.YEAR, 2, 2, earliest)
        .appendPattern(" HH:mm:ss 'GMT'")
        .toFormatter(Locale.ENGLISH);
  }
}
