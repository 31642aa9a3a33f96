package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.specs.http1.Http1Controls.NOWHERE;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.specs.http1.Http1Controls.requirePipelining;
import static dev.wireproof.specs.http1.semantics.Page.OTHER_TAG;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.options;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.specs.http1.Kept;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// If-Match: a client that wants to change only what it knows (RFC 9110 §13.1.1), and the order in
/// which conditions count (§13.2).
class IfMatchSpec {

  @Must(
      id = "http1.conditional.if-match-stale",
      claim = "a request whose If-Match names no current ETag is not performed",
      rfc = "9110#13.1.1",
      proves = {NEGOTIATION, CONCURRENCY})
  void staleTagFails(Http1Wire wire) {
    Page page = Page.ofOrigin(wire);
    wire.requireControl(get("/").with("If-Match", page.strongTag()));
    wire.send(get("/").with("If-Match", OTHER_TAG)).expect(status(412));
  }

  @Must(
      id = "http1.conditional.if-match-current",
      claim = "a request whose If-Match names the current ETag is performed",
      rfc = "9110#13.1.1",
      proves = NEGOTIATION,
      cases = CurrentMatch.class)
  void currentTagHolds(Http1Wire wire, CurrentMatch match) {
    Page page = Page.ofOrigin(wire);
    wire.send(get("/").with("If-Match", match.value.replace("TAG", page.strongTag())))
        .expect(status(200));
  }

  /// Values of If-Match that hold; `TAG` is the current one.
  enum CurrentMatch implements Case {
    THE_TAG("TAG"),
    AMONG_OTHERS("\"a\", TAG, \"b\""),
    ANYTHING("*");

    private final String value;

    CurrentMatch(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "http1.conditional.if-match-weak",
      claim = "If-Match is compared strongly: a weak tag never matches",
      rfc = "9110#13.1.1",
      proves = NEGOTIATION)
  void weakTagFails(Http1Wire wire) {
    String tag = Page.ofOrigin(wire).strongTag();
    wire.requireControl(get("/").with("If-Match", OTHER_TAG), status(412));
    wire.send(get("/").with("If-Match", "W/" + tag)).expect(status(412));
  }

  @Must(
      id = "http1.conditional.lost-update",
      claim = "a PUT with a stale If-Match changes nothing",
      rfc = "9110#13.1.1",
      proves = {NEGOTIATION, CONCURRENCY},
      safety = Safety.LOAD)
  void staleWriterChangesNothing(Http1Wire wire) {
    try (var file = Stored.with(wire, "first")) {
      String mine = file.requireField("ETag");
      file.elsewhere(file.put("somebody else's"));
      wire.send(file.put("mine").with("If-Match", mine)).expect(refusal(412));
      file.expectContent("somebody else's", "a PUT that named an older ETag");
    }
  }

  @Must(
      id = "http1.conditional.if-match-absent",
      claim = "a PUT with If-Match: * creates nothing",
      rfc = "9110#13.1.1",
      proves = NEGOTIATION,
      safety = Safety.LOAD)
  void updatingDoesNotCreate(Http1Wire wire) {
    try (var file = Stored.absent(wire)) {
      wire.send(file.put("created").with("If-Match", "*")).expect(refusal(412));
      file.expectNothing("a PUT that was only to update");
    }
  }

  @Must(
      id = "http1.conditional.order",
      claim = "an If-Match that fails counts before an If-None-Match that would give 304",
      rfc = "9110#13.2.2",
      proves = NEGOTIATION)
  void matchCountsBeforeNoneMatch(Http1Wire wire) {
    Page page = Page.requireConfirmedByTag(wire);
    wire.requireControl(get("/").with("If-Match", OTHER_TAG), status(412));
    wire.send(get("/").with("If-Match", OTHER_TAG).with("If-None-Match", page.tag()))
        .expect(status(412));
  }

  @Must(
      id = "http1.conditional.before-range",
      claim = "conditions count before Range: what is known already is not sent in part",
      rfc = "9110#13.2.2",
      proves = NEGOTIATION)
  void conditionsCountBeforeRange(Http1Wire wire) {
    Page page = Page.requireConfirmedByTag(wire);
    wire.send(get("/").with("If-None-Match", page.tag()).with("Range", "bytes=0-1"))
        .expect(status(304));
  }

  @Must(
      id = "http1.conditional.not-found",
      claim = "conditions do not count where the response would not be a success anyway",
      rfc = "9110#13.2.1",
      proves = {NEGOTIATION, ERROR_HANDLING},
      cases = Condition.class)
  void conditionsDoNotHideThatNothingIsThere(Http1Wire wire, Condition condition) {
    Http1Response plain = wire.requireElsewhere(get(NOWHERE), anyResponse());
    requireOffered(
        plain, response("a 4xx", Http1Response::isClientError), "GET " + NOWHERE + " is no error");
    wire.send(get(NOWHERE).with(condition.name, condition.value)).expect(status(plain.status()));
  }

  @Must(
      id = "http1.conditional.options",
      claim = "conditions do not count for OPTIONS, which selects no representation",
      rfc = "9110#13.2.1",
      proves = NEGOTIATION,
      cases = Unselecting.class)
  void conditionsDoNotCountForOptions(Http1Wire wire, Unselecting condition) {
    Http1Response plain = wire.requireElsewhere(options("/"), success());
    wire.send(options("/").with(condition.name, condition.value)).expect(status(plain.status()));
  }

  /// Conditions that a GET of what exists would fail.
  enum Unselecting implements Case {
    IF_MATCH("If-Match", OTHER_TAG),
    IF_NONE_MATCH("If-None-Match", "*"),
    IF_UNMODIFIED_SINCE("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:01 GMT");

    private final String name;
    private final String value;

    Unselecting(String name, String value) {
      this.name = name;
      this.value = value;
    }
  }

  /// Conditions that fail for what does not exist, or whose dates are long past.
  enum Condition implements Case {
    IF_MATCH("If-Match", OTHER_TAG),
    IF_NONE_MATCH("If-None-Match", "*"),
    IF_UNMODIFIED_SINCE("If-Unmodified-Since", "Thu, 01 Jan 1970 00:00:01 GMT");

    private final String name;
    private final String value;

    Condition(String name, String value) {
      this.name = name;
      this.value = value;
    }
  }

  @Must(
      id = "http1.conditional.not-modified-fields",
      claim =
          "304 has the fields about validity that the 200 would have had: ETag, Cache-Control, Vary …",
      rfc = "9110#15.4.5",
      proves = {NEGOTIATION, FIDELITY})
  void notModifiedConfirmsTheSameFields(Http1Wire wire) {
    Page page = Page.of(wire);
    Expectation<Seen> expected = status(304);
    for (String name : new String[] {"ETag", "Cache-Control", "Vary", "Content-Location"}) {
      for (String value : page.whole().field(name).stream().toList()) {
        expected =
            expected.and(
                having(
                    name + ": " + value, response -> response.fields().all(name).contains(value)));
      }
    }
    for (String name : new String[] {"Date", "Expires"}) {
      if (page.whole().fields().has(name)) {
        expected = expected.and(having(name, response -> response.fields().has(name)));
      }
    }
    Page.requireConfirmedByTag(wire);
    wire.send(get("/").with("If-None-Match", page.tag())).expect(expected);
  }

  @Must(
      id = "http1.conditional.not-modified-framing",
      claim = "304 has no body: the next response follows its header section",
      rfc = "9110#15.4.5",
      proves = FRAMING)
  void notModifiedHasNoBody(Http1Wire wire) {
    Page page = Page.of(wire);
    requirePipelining(wire);
    Kept.on(wire)
        .send(get("/").with("If-None-Match", page.tag()), get("/"))
        .expect(status(304, 200))
        .expectOrAnnouncedEnd(status(200));
  }
}
