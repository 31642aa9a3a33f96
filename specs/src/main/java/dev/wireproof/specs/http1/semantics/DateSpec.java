package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.specs.http1.Http1Controls.requireField;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.http1.Http1Response;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The three formats in which a date may come (RFC 9110 §5.6.7).
class DateSpec {

  private static final Duration MORE_THAN_A_SECOND = Duration.ofMillis(1600);

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

  @Must(
      id = "http1.date.moves",
      claim = "Date is the time of the response, not of an earlier one",
      rfc = "9110#6.6.1",
      proves = FIDELITY,
      timing = true)
  void dateMoves(Http1Wire wire) {
    String before = requireField(wire.requireElsewhere(get("/"), success()), "Date", "GET /");
    wire.open().watch(MORE_THAN_A_SECOND);
    Http1Response after = wire.another().requireServed(get("/"));
    wire.expect(
        having("a later Date than " + before, later -> !dateOf(later).equals(before)), after);
  }

  private static String dateOf(Http1Response response) {
    return response.field("Date").orElse("");
  }

  private static DateTimeFormatter format(String pattern) {
    return DateTimeFormatter.ofPattern(pattern, Locale.ENGLISH);
  }
}
