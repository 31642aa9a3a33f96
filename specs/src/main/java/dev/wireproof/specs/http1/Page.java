package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/// The plain answer to `GET /`, which conditional and partial requests are measured against.
record Page(Http1Response whole) {

  static final String NOWHERE = "/no-such-resource-wireproof";

  /// No server has made this tag.
  static final String OTHER_TAG = "\"no-tag-of-yours\"";

  private static final DateTimeFormatter IMF_FIXDATE =
      DateTimeFormatter.ofPattern("EEE, dd MMM uuuu HH:mm:ss 'GMT'", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);

  static Page of(Http1Wire wire) {
    return new Page(wire.requireElsewhere(get("/"), success()));
  }

  /// The page of a server that answers a condition on its tag with 304.
  static Page confirmedByTag(Http1Wire wire) {
    Page page = of(wire);
    wire.requireControl(get("/").with("If-None-Match", page.tag()), status(304));
    return page;
  }

  /// The page of a server that sends parts of it.
  static Page inParts(Http1Wire wire) {
    Page page = of(wire);
    if (page.body().size() < 16) {
      throw VerdictException.notApplicable("GET / has fewer than 16 octets");
    }
    Http1Response part = wire.requireElsewhere(get("/").with("Range", "bytes=0-1"), success());
    if (part.status() != 206) {
      throw VerdictException.notApplicable(
          "ranges are not served: GET / with Range is " + part.status());
    }
    if (!of(wire).body().equals(page.body())) {
      throw VerdictException.notApplicable(
          "GET / is not the same twice, so no part of it can be judged");
    }
    return page;
  }

  Octets body() {
    return whole.body();
  }

  int size() {
    return body().size();
  }

  String tag() {
    return whole
        .field("ETag")
        .orElseThrow(() -> VerdictException.notApplicable("GET / has no ETag"));
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

  private Instant modified() {
    String text =
        whole
            .field("Last-Modified")
            .orElseThrow(() -> VerdictException.notApplicable("GET / has no Last-Modified"));
    try {
      return ZonedDateTime.parse(text, IMF_FIXDATE).toInstant();
    } catch (DateTimeException _) {
      throw VerdictException.inconclusive("Last-Modified is no date: " + text);
    }
  }

  static String date(Instant instant) {
    return IMF_FIXDATE.format(instant);
  }
}
