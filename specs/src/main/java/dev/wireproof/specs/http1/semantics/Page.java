package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.specs.http1.Http1Controls.requireField;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response;
import java.time.DateTimeException;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// The plain response to `GET /`, which conditional and partial requests are measured against.
record Page(Http1Response whole) {

  /// No server has made this tag.
  static final String OTHER_TAG = "\"no-tag-of-yours\"";

  private static final Pattern TAG = Pattern.compile("(?:W/)?\"[^\"\\x00-\\x20\\x7f]*\"");
  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static Page of(Http1Wire wire) {
    return new Page(wire.requireElsewhere(get("/"), success()));
  }

  /// The page of an origin server: a cache may answer without regard to conditions that are meant
  /// for the origin (RFC 9110 §13.1.1, §13.1.4).
  ///
  /// @throws VerdictException when it shows that it went through a cache: not applicable
  static Page ofOrigin(Http1Wire wire) {
    Page page = of(wire);
    for (String field : List.of("Age", "Via")) {
      if (page.whole().fields().has(field)) {
        throw VerdictException.notApplicable(
            "a cache may have answered: GET / has "
                + field
                + ", and conditions for the origin need"
                + " not reach it");
      }
    }
    return page;
  }

  /// The page of a server that answers a condition on its tag with 304.
  static Page requireConfirmedByTag(Http1Wire wire) {
    Page page = of(wire);
    wire.requireControl(get("/").with("If-None-Match", page.tag()), status(304));
    return page;
  }

  /// The page of a server that sends parts of it.
  static Page requireParts(Http1Wire wire) {
    Page page = of(wire);
    if (page.size() < 16) {
      throw VerdictException.notApplicable("GET / has fewer than 16 octets");
    }
    requireOffered(
        wire.requireElsewhere(get("/").with("Range", "bytes=0-1"), success()),
        status(206),
        "ranges are not served: GET / with Range is");
    return page.requireSameAgain(wire);
  }

  /// The page of a server that sends the same again.
  static Page requireSameTwice(Http1Wire wire) {
    return of(wire).requireSameAgain(wire);
  }

  private Page requireSameAgain(Http1Wire wire) {
    if (!of(wire).body().equals(body())) {
      throw VerdictException.notApplicable(
          "GET / is not the same twice, so nothing can be compared with it");
    }
    return this;
  }

  /// The server reads this condition of `GET /`, in this form, and answers it so.
  ///
  /// @throws VerdictException when it does not: not applicable
  static void requireHeeded(Http1Wire wire, String condition, String value, int status) {
    requireOffered(
        wire.requireElsewhere(get("/").with(condition, value), anyResponse()),
        status(status),
        "“" + condition + ": " + value + "” is not heeded for GET /");
  }

  Octets body() {
    return whole.body();
  }

  int size() {
    return body().size();
  }

  String tag() {
    String tag = requireField(whole, "ETag", "GET /");
    if (!TAG.matcher(tag).matches()) {
      throw VerdictException.inconclusive(
          "the ETag of GET / is not an entity tag (http1.response.entity-tag): " + tag);
    }
    return tag;
  }

  String strongTag() {
    if (tag().startsWith("W/")) {
      throw VerdictException.notApplicable("the ETag of GET / is a weak one: " + tag());
    }
    return tag();
  }

  String lastModified() {
    return date(modified());
  }

  /// The same date, so much later.
  String modifiedPlus(int seconds) {
    return date(modified().plusSeconds(seconds));
  }

  ZonedDateTime modified() {
    String text = requireField(whole, "Last-Modified", "GET /");
    try {
      return requirePast(ZonedDateTime.parse(text, IMF_FIXDATE));
    } catch (DateTimeException _) {
      throw VerdictException.inconclusive("Last-Modified of GET / is not a date: " + text);
    }
  }

  /// A date of change that is still to come makes every condition on it moot.
  private ZonedDateTime requirePast(ZonedDateTime modified) {
    ZonedDateTime sent =
        whole
            .field("Date")
            .map(text -> ZonedDateTime.parse(text, IMF_FIXDATE))
            .orElseGet(() -> ZonedDateTime.now(ZoneOffset.UTC));
    if (modified.isAfter(sent)) {
      throw VerdictException.inconclusive(
          "Last-Modified of GET / is later than its Date (http1.response.last-modified): "
              + date(modified));
    }
    return modified;
  }

  static String date(ZonedDateTime instant) {
    return IMF_FIXDATE.format(instant);
  }
}
