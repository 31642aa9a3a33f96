package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.semantics.Page.OTHER_TAG;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// Several parts in one response (RFC 9110 §15.3.7.2), and If-Range (§13.1.5).
class PartialResponseSpec {

  @Must(
      id = "http1.range.multiple",
      claim = "a response with several parts names each part and closes the last one",
      rfc = "9110#15.3.7.2",
      proves = {FIDELITY, FRAMING})
  void everyPartSaysWhichItIs(Http1Wire wire) {
    Page page = Page.requireParts(wire);
    Http1Response response =
        wire.send(get("/").with("Range", "bytes=0-1,6-9")).expectResponse(status(206, 200, 416));
    Multipart.boundary(response)
        .ifPresent(boundary -> Multipart.expectParts(response, boundary).expectPartsOf(page.body()));
  }

  @Must(
      id = "http1.range.multiple-head",
      claim = "the head of a response with several parts has no Content-Range",
      rfc = "9110#15.3.7.2",
      proves = FRAMING)
  void onlyThePartsHaveContentRange(Http1Wire wire) {
    Page.requireParts(wire);
    wire.send(get("/").with("Range", "bytes=0-1,6-9"))
        .expect(
            status(206, 200, 416)
                .and(
                    having(
                        "no Content-Range in the head of multipart/byteranges",
                        response ->
                            Multipart.boundary(response).isEmpty()
                                || !response.fields().has("Content-Range"))));
  }

  @Must(
      id = "http1.range.single-not-multipart",
      claim = "a request for one range is not answered with a multipart response",
      rfc = "9110#15.3.7.2",
      proves = NEGOTIATION,
      cases = SingleRange.class)
  void oneRangeIsNoMultipart(Http1Wire wire, SingleRange range) {
    Page.requireParts(wire);
    wire.send(get("/").with("Range", range.value))
        .expect(
            status(206, 200, 416, 400)
                .and(
                    having(
                        "another type than multipart/byteranges",
                        response -> Multipart.boundary(response).isEmpty())));
  }

  /// One range each: a list may have empty elements (RFC 9110 §5.6.1.2).
  enum SingleRange implements Case {
    ALONE("bytes=0-0"),
    BEFORE_AN_EMPTY_ELEMENT("bytes=0-0,");

    private final String value;

    SingleRange(String value) {
      this.value = value;
    }
  }

  @Should(
      id = "http1.range.many",
      claim = "two hundred overlapping ranges do not multiply the response",
      rfc = "9110#14.2",
      proves = ROBUSTNESS,
      safety = Safety.LOAD)
  void manyRangesDoNotMultiplyTheResponse(Http1Wire wire) {
    Page page = Page.requireParts(wire);
    int bound = 4 * page.size() + 4096;
    wire.send(get("/").with("Range", "bytes=0-" + ",0-".repeat(199)))
        .expect(
            response(
                "at most " + bound + " octets",
                response -> response.status() < 500 && response.body().size() <= bound));
  }

  @Must(
      id = "http1.range.if-range-changed",
      claim = "an If-Range that names another version gets all of the new one",
      rfc = "9110#13.1.5",
      proves = {RESUMPTION, FIDELITY},
      cases = OtherVersion.class)
  void otherVersionIsSentWhole(Http1Wire wire, OtherVersion other) {
    Page page = Page.requireParts(wire);
    wire.send(get("/").with("Range", "bytes=0-1").with("If-Range", other.of(page)))
        .expect(
            status(200).and(having("all of it", response -> response.body().equals(page.body()))));
  }

  /// Validators that are not the current ones.
  enum OtherVersion implements Case {
    OTHER_ETAG,
    EARLIER_DATE,
    LATER_DATE;

    String of(Page page) {
      return switch (this) {
        case OTHER_ETAG -> OTHER_TAG;
        case EARLIER_DATE -> page.modifiedPlus(-3600);
        case LATER_DATE -> page.modifiedPlus(60);
      };
    }
  }

  @Must(
      id = "http1.range.if-range-weak",
      claim = "a weak tag in If-Range never matches",
      rfc = "9110#13.1.5",
      proves = {RESUMPTION, FIDELITY})
  void weakTagDoesNotJoinParts(Http1Wire wire) {
    Page page = Page.requireParts(wire);
    wire.send(get("/").with("Range", "bytes=0-1").with("If-Range", "W/" + page.strongTag()))
        .expect(
            status(200).and(having("all of it", response -> response.body().equals(page.body()))));
  }

  @Should(
      id = "http1.range.if-range-current",
      claim = "an If-Range that names the current version gets the part",
      rfc = "9110#13.1.5",
      proves = RESUMPTION)
  void currentVersionIsSentInPart(Http1Wire wire) {
    Page page = Page.requireParts(wire);
    Octets part = page.body().first(2);
    wire.send(get("/").with("Range", "bytes=0-1").with("If-Range", page.strongTag()))
        .expect(status(206).and(having("two octets", response -> response.body().equals(part))));
  }

  @Must(
      id = "http1.range.part-fields",
      claim = "206 has the fields about validity that the 200 would have had: ETag, Cache-Control, Vary …",
      rfc = "9110#15.3.7",
      proves = {RESUMPTION, FIDELITY})
  void partConfirmsTheSameFields(Http1Wire wire) {
    Page page = Page.requireParts(wire);
    Expectation<Seen> expected = status(206);
    for (String name : new String[] {"ETag", "Cache-Control", "Vary", "Content-Location"}) {
      for (String value : page.whole().field(name).stream().toList()) {
        expected =
            expected.and(
                having(
                    name + ": " + value, response -> response.fields().all(name).contains(value)));
      }
    }
    wire.send(get("/").with("Range", "bytes=0-1")).expect(expected);
  }
}
