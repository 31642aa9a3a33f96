package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.NOWHERE;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.specs.http1.Http1Controls.requirePipelining;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.head;

import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.http1.Responses;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.specs.http1.Kept;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// One part of a representation (RFC 9110 §14).
class RangeSpec {

  /// Every server may send all of it instead: a client that asks for a part can always take that.
  private static Expectation<Seen> octets(Page page, int first, int last) {
    return response(
        "206 with octets %d to %d, or 200 with all %d".formatted(first, last, page.size()),
        response ->
            response.status() == 206
                ? response.body().equals(page.body().slice(first, last + 1))
                : response.status() == 200 && response.body().equals(page.body()));
  }

  @Must(
      id = "http1.range.part",
      claim = "206 has the octets that were asked for, both ends included",
      rfc = "9110#14.1.2",
      proves = {FIDELITY, RESUMPTION},
      cases = Part.class)
  void partHasTheOctetsAskedFor(Http1Wire wire, Part part) {
    Page page = Page.requireParts(wire);
    int last = part == Part.OPEN_ENDED ? page.size() - 1 : part.last;
    wire.send(get("/").with("Range", part.value)).expect(octets(page, part.first, last));
  }

  /// Ranges that every page of sixteen octets has.
  enum Part implements Case {
    FIRST_OCTET("bytes=0-0", 0, 0),
    FROM_THE_MIDDLE("bytes=2-5", 2, 5),
    OPEN_ENDED("bytes=5-", 5, -1),
    UNIT_IN_CAPITALS("Bytes=2-5", 2, 5);

    private final String value;
    private final int first;
    private final int last;

    Part(String value, int first, int last) {
      this.value = value;
      this.first = first;
      this.last = last;
    }
  }

  @Must(
      id = "http1.range.suffix",
      claim = "a range without a beginning counts from the end",
      rfc = "9110#14.1.2",
      proves = {FIDELITY, RESUMPTION},
      cases = Suffix.class)
  void suffixCountsFromTheEnd(Http1Wire wire, Suffix suffix) {
    Page page = Page.requireParts(wire);
    int first = Math.max(0, page.size() - suffix.length);
    wire.send(get("/").with("Range", "bytes=-" + suffix.length))
        .expect(octets(page, first, page.size() - 1));
  }

  /// Numbers of octets at the end.
  enum Suffix implements Case {
    FIVE(5),
    MORE_THAN_THERE_ARE(99_999_999);

    private final int length;

    Suffix(int length) {
      this.length = length;
    }
  }

  @Must(
      id = "http1.range.past-end",
      claim = "a range that ends past the end ends at the end",
      rfc = "9110#14.1.2",
      proves = {FIDELITY, RESUMPTION})
  void rangePastTheEndEndsThere(Http1Wire wire) {
    Page page = Page.requireParts(wire);
    wire.send(get("/").with("Range", "bytes=3-99999999")).expect(octets(page, 3, page.size() - 1));
  }

  @Must(
      id = "http1.range.content-range",
      claim = "206 with one part says in Content-Range which, and how long the whole is",
      rfc = "9110#15.3.7.1",
      proves = {FIDELITY, RESUMPTION})
  void partSaysWhichItIs(Http1Wire wire) {
    Page page = Page.requireParts(wire);
    String named = "bytes 0-0/" + page.size();
    String unknownLength = "bytes 0-0/*";
    wire.send(get("/").with("Range", "bytes=0-0"))
        .expect(
            status(206)
                .and(
                    having(
                        "Content-Range: " + named,
                        response ->
                            response
                                .field("Content-Range")
                                .filter(value -> value.equals(named) || value.equals(unknownLength))
                                .isPresent())));
  }

  @Should(
      id = "http1.range.unsatisfiable",
      claim = "a range that begins past the end is answered with 416",
      rfc = "9110#14.2",
      proves = {ERROR_HANDLING, RESUMPTION},
      cases = Unsatisfiable.class)
  void rangeBeyondTheEndIsNotSatisfiable(Http1Wire wire, Unsatisfiable range) {
    Page.requireParts(wire);
    requirePipelining(wire);
    Kept.on(wire)
        .send(get("/").with("Range", range.value), get("/"))
        .expect(status(416))
        .expectOrAnnouncedEnd(success());
  }

  /// Ranges that no page of less than a hundred megabytes has.
  enum Unsatisfiable implements Case {
    BEGINS_PAST_THE_END("bytes=99999999-"),
    LIES_PAST_THE_END("bytes=99999998-99999999"),
    LAST_NO_OCTETS("bytes=-0");

    private final String value;

    Unsatisfiable(String value) {
      this.value = value;
    }
  }

  @Should(
      id = "http1.range.unsatisfiable-length",
      claim = "416 says how long the representation is",
      rfc = "9110#15.5.17",
      proves = {ERROR_HANDLING, RESUMPTION})
  void refusalTellsTheLength(Http1Wire wire) {
    Page page = Page.requireParts(wire);
    Http1Response response =
        wire.send(get("/").with("Range", "bytes=99999999-")).expectResponse(anyResponse());
    requireOffered(response, status(416), "a range past the end is answered with another status");
    String expected = "bytes */" + page.size();
    wire.expect(
        having(
            "Content-Range: " + expected,
            each -> each.fields().all("Content-Range").contains(expected)),
        response);
  }

  @Must(
      id = "http1.range.head",
      claim = "Range does not count for HEAD",
      rfc = "9110#14.2",
      proves = NEGOTIATION)
  void rangeDoesNotCountForHead(Http1Wire wire) {
    Page.requireParts(wire);
    wire.requireControl(head("/"));
    wire.send(head("/").with("Range", "bytes=0-0")).expect(status(200));
  }

  @Must(
      id = "http1.range.post",
      claim = "Range does not count for POST",
      rfc = "9110#14.2",
      proves = NEGOTIATION,
      safety = Safety.LOAD)
  void rangeDoesNotCountForPost(Http1Wire wire, Http1Upload upload) {
    Http1Request plain = upload.post().withBody("hello");
    Http1Response whole = wire.requireElsewhere(plain, success());
    wire.send(plain.with("Range", "bytes=0-0")).expect(status(whole.status()));
  }

  @Must(
      id = "http1.range.not-found",
      claim = "Range does not count where there is nothing to take a part of",
      rfc = "9110#14.2",
      proves = {NEGOTIATION, ERROR_HANDLING},
      cases = OfNothing.class)
  void rangeDoesNotHideThatNothingIsThere(Http1Wire wire, OfNothing range) {
    Http1Response plain = wire.requireElsewhere(get(NOWHERE), anyResponse());
    requireOffered(
        plain, response("a 4xx", Http1Response::isClientError), "GET " + NOWHERE + " is no error");
    wire.send(get(NOWHERE).with("Range", range.value)).expect(status(plain.status()));
  }

  /// A part that an error page has, and one that it has not.
  enum OfNothing implements Case {
    FIRST_OCTET("bytes=0-0"),
    PAST_THE_END("bytes=99999999-");

    private final String value;

    OfNothing(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "http1.range.unknown-unit",
      claim = "a range in a unit that the server does not know does not count",
      rfc = "9110#14.2",
      proves = {NEGOTIATION, ROBUSTNESS})
  void unknownUnitDoesNotCount(Http1Wire wire) {
    Page page = Page.requireParts(wire);
    wire.send(get("/").with("Range", "wireproof=0-0"))
        .expect(
            status(200).and(having("all of it", response -> response.body().equals(page.body()))));
  }

  @Should(
      id = "http1.range.invalid",
      claim = "a malformed range is ignored or refused, never guessed at",
      rfc = "9110#14.2",
      proves = {FIDELITY, ROBUSTNESS},
      cases = BadRange.class)
  void malformedRangeIsNotGuessedAt(Http1Wire wire, BadRange range) {
    Page page = Page.requireParts(wire);
    requirePipelining(wire);
    wire.send(get("/").with("Range", range.value), get("/"))
        .expect(
            response(
                "200 with all of it, 416 or 400",
                response ->
                    response.status() == 416
                        || response.status() == 400
                        || (response.status() == 200 && response.body().equals(page.body()))))
        .expect(success().or(Responses.closed()));
  }

  /// Values that match no production of RFC 9110 §14.1.
  enum BadRange implements Case {
    ENDS_BEFORE_IT_BEGINS("bytes=5-2"),
    LETTERS("bytes=a-b"),
    NOTHING("bytes="),
    HYPHEN_ALONE("bytes=-"),
    NO_EQUALS_SIGN("bytes 0-1"),
    TWO_HYPHENS("bytes=1-2-3"),
    NEGATIVE("bytes=--1"),
    HEXADECIMAL("bytes=0x0-0x5");

    private final String value;

    BadRange(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "http1.range.huge",
      claim = "positions beyond every counter do not wrap around",
      rfc = "9110#14.1.2",
      proves = {FIDELITY, ROBUSTNESS},
      cases = HugeRange.class)
  void hugePositionsDoNotWrap(Http1Wire wire, HugeRange range) {
    Page page = Page.requireParts(wire);
    Expectation<Seen> refused = status(416, 400);
    wire.send(get("/").with("Range", range.value))
        .expect(
            range.first < 0
                ? response("416, 400 or 200", response -> response.status() != 206).or(refused)
                : octets(page, range.first, page.size() - 1).or(refused));
  }

  /// Numbers that do not fit into 32 or 64 bits.
  enum HugeRange implements Case {
    BEGINS_AT_2_TO_THE_32("bytes=4294967296-", -1),
    BEGINS_AT_2_TO_THE_64("bytes=18446744073709551616-", -1),
    ENDS_AT_2_TO_THE_64("bytes=1-18446744073709551616", 1),
    LAST_2_TO_THE_64("bytes=-18446744073709551616", 0);

    private final String value;
    private final int first;

    HugeRange(String value, int first) {
      this.value = value;
      this.first = first;
    }
  }
}
