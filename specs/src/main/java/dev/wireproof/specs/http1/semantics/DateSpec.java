package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The three formats in which a date may come (RFC 9110 §5.6.7).
class DateSpec {

  @Must(
      id = "http1.date.obsolete-formats",
      claim = "a date in one of the two old formats is read like one of today",
      rfc = "9110#5.6.7",
      proves = NEGOTIATION,
      cases = OldFormat.class)
  void obsoleteFormatsAreRead(Http1Wire wire, OldFormat old) {
    ZonedDateTime modified = Page.of(wire).modified();
    Page.requireHeeded(wire, "If-Modified-Since", Page.date(modified), 304);
    wire.send(get("/").with("If-Modified-Since", old.format.format(modified))).expect(status(304));
  }

  /// Formats that are read and never written.
  enum OldFormat implements Case {
    RFC_850("EEEE, dd-MMM-uu HH:mm:ss 'GMT'"),
    ASCTIME("EEE MMM ppd HH:mm:ss uuuu");

    private final DateTimeFormatter format;

    OldFormat(String pattern) {
      this.format = DateSpec.format(pattern);
    }
  }

  @Must(
      id = "http1.date.two-digit-year",
      claim = "a year of two digits that seems more than 50 years ahead is in the past",
      rfc = "9110#5.6.7",
      proves = NEGOTIATION)
  void distantYearIsInThePast(Http1Wire wire) {
    ZonedDateTime modified = Page.of(wire).modified();
    ZonedDateTime past = ZonedDateTime.now(ZoneOffset.UTC).plusYears(55).minusYears(100);
    Page.requireHeeded(wire, "If-Unmodified-Since", Page.date(past), 412);
    String unmistakable = OldFormat.RFC_850.format.format(modified.minusDays(1));
    Page.requireHeeded(wire, "If-Unmodified-Since", unmistakable, 412);
    wire.send(get("/").with("If-Unmodified-Since", OldFormat.RFC_850.format.format(past)))
        .expect(status(412));
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
