package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The three formats in which a date may come (RFC 9110 §5.6.7).
class DateSpec {

  private static final DateTimeFormatter IMF_FIXDATE = format("EEE, dd MMM uuuu HH:mm:ss 'GMT'");

  @Must(
      id = "http1.date.obsolete-formats",
      claim = "a date in one of the two old formats is read like one of today",
      rfc = "9110#5.6.7",
      proves = NEGOTIATION,
      cases = OldFormat.class)
  void obsoleteFormatsAreRead(Http1Wire wire, OldFormat old) {
    ZonedDateTime modified = lastModified(wire);
    if (answered(wire, "If-Modified-Since", IMF_FIXDATE.format(modified)) != 304) {
      throw VerdictException.notApplicable("If-Modified-Since is not heeded for GET /");
    }
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
    ZonedDateTime modified = lastModified(wire);
    ZonedDateTime past = ZonedDateTime.now(ZoneOffset.UTC).plusYears(55).minusYears(100);
    if (answered(wire, "If-Unmodified-Since", IMF_FIXDATE.format(past)) != 412) {
      throw VerdictException.notApplicable("If-Unmodified-Since is not heeded for GET /");
    }
    String unmistakable = OldFormat.RFC_850.format.format(modified.minusDays(1));
    if (answered(wire, "If-Unmodified-Since", unmistakable) != 412) {
      throw VerdictException.notApplicable("dates with two digits for the year are not read");
    }
    wire.send(get("/").with("If-Unmodified-Since", OldFormat.RFC_850.format.format(past)))
        .expect(status(412));
  }

  private static ZonedDateTime lastModified(Http1Wire wire) {
    String date =
        wire.requireElsewhere(get("/"), success())
            .field("Last-Modified")
            .orElseThrow(() -> VerdictException.notApplicable("GET / has no Last-Modified"));
    try {
      return ZonedDateTime.parse(date, IMF_FIXDATE.withZone(ZoneOffset.UTC));
    } catch (DateTimeException e) {
      throw VerdictException.inconclusive("Last-Modified of GET / is no date: " + e.getMessage());
    }
  }

  private static int answered(Http1Wire wire, String condition, String date) {
    return wire.requireElsewhere(get("/").with(condition, date), anyResponse()).status();
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
