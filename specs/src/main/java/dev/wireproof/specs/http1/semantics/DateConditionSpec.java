package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.semantics.Page.OTHER_TAG;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Should;

/// If-Modified-Since and If-Unmodified-Since (RFC 9110 §13.1.3, §13.1.4).
class DateConditionSpec {

  private static final int A_DAY = 24 * 60 * 60;

  @Should(
      id = "http1.conditional.if-modified-since",
      claim = "a GET whose If-Modified-Since is the date of the last change is answered with 304",
      rfc = "9110#13.1.3",
      proves = NEGOTIATION)
  void sameDateIsNotModified(Http1Wire wire) {
    Page page = Page.of(wire);
    wire.send(get("/").with("If-Modified-Since", page.lastModified())).expect(status(304));
  }

  @Should(
      id = "http1.conditional.if-modified-since-later",
      claim = "a date after the last change counts like that of the change itself",
      rfc = "9110#13.1.3",
      proves = NEGOTIATION)
  void laterDateIsNotModified(Http1Wire wire) {
    Page page = Page.of(wire);
    Page.requireHeeded(wire, "If-Modified-Since", page.lastModified(), 304);
    wire.send(get("/").with("If-Modified-Since", page.modifiedPlus(1))).expect(status(304));
  }

  @Must(
      id = "http1.conditional.if-modified-since-earlier",
      claim = "a client whose copy is older than the last change gets the new version",
      rfc = "9110#13.1.3",
      proves = {NEGOTIATION, FIDELITY})
  void earlierDateIsModified(Http1Wire wire) {
    Page page = Page.of(wire);
    wire.requireControl(get("/"));
    wire.send(get("/").with("If-Modified-Since", page.modifiedPlus(-A_DAY))).expect(status(200));
  }

  @Must(
      id = "http1.conditional.date-beside-tag",
      claim = "If-Modified-Since does not count beside If-None-Match",
      rfc = "9110#13.1.3",
      proves = {NEGOTIATION, FIDELITY})
  void tagRulesOutDate(Http1Wire wire) {
    Page page = Page.requireConfirmedByTag(wire);
    wire.send(
            get("/")
                .with("If-None-Match", OTHER_TAG)
                .with("If-Modified-Since", page.lastModified()))
        .expect(status(200));
  }

  @Must(
      id = "http1.conditional.if-modified-since-invalid",
      claim = "an If-Modified-Since that is not a date does not count",
      rfc = "9110#13.1.3",
      proves = {NEGOTIATION, ROBUSTNESS},
      cases = NoDate.class)
  void invalidDateDoesNotCount(Http1Wire wire, NoDate noDate) {
    Page.of(wire).lastModified();
    wire.send(get("/").with("If-Modified-Since", noDate.value)).expect(status(200));
  }

  /// What people write for dates that HTTP does not read.
  enum NoDate implements Case {
    WORD("yesterday"),
    ISO_8601("2099-01-01T00:00:00Z"),
    SECONDS("4070908800"),
    MONTH_OUT_OF_RANGE("Thu, 01 Foo 2099 00:00:00 GMT");

    private final String value;

    NoDate(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "http1.conditional.if-modified-since-on-put",
      claim = "If-Modified-Since does not count for a PUT",
      rfc = "9110#13.1.3",
      proves = NEGOTIATION,
      safety = Safety.LOAD)
  void dateDoesNotStopAPut(Http1Wire wire) {
    try (var file = Stored.with(wire, "first")) {
      String modified = file.requireField("Last-Modified");
      wire.send(file.put("second").with("If-Modified-Since", modified)).expect(success());
      file.expectContent("second", "a PUT with If-Modified-Since");
    }
  }

  @Must(
      id = "http1.conditional.if-unmodified-since",
      claim = "a request for what was changed after If-Unmodified-Since is not performed",
      rfc = "9110#13.1.4",
      proves = {NEGOTIATION, CONCURRENCY})
  void changedSinceFails(Http1Wire wire) {
    Page page = Page.ofOrigin(wire);
    wire.send(get("/").with("If-Unmodified-Since", page.modifiedPlus(-A_DAY))).expect(status(412));
  }

  @Must(
      id = "http1.conditional.if-unmodified-since-current",
      claim = "what was changed at that very second has not been changed since",
      rfc = "9110#13.1.4",
      proves = NEGOTIATION)
  void unchangedSinceHolds(Http1Wire wire) {
    Page page = Page.ofOrigin(wire);
    wire.send(get("/").with("If-Unmodified-Since", page.lastModified())).expect(status(200));
  }

  @Must(
      id = "http1.conditional.unmodified-beside-match",
      claim = "If-Unmodified-Since does not count beside If-Match",
      rfc = "9110#13.1.4",
      proves = NEGOTIATION)
  void matchRulesOutDate(Http1Wire wire) {
    Page page = Page.ofOrigin(wire);
    wire.requireControl(get("/").with("If-Match", page.strongTag()));
    wire.send(
            get("/")
                .with("If-Match", page.strongTag())
                .with("If-Unmodified-Since", page.modifiedPlus(-A_DAY)))
        .expect(status(200));
  }

  @Must(
      id = "http1.conditional.if-unmodified-since-invalid",
      claim = "an If-Unmodified-Since that is not a date does not count",
      rfc = "9110#13.1.4",
      proves = {NEGOTIATION, ROBUSTNESS},
      cases = NoDate.class)
  void invalidDateDoesNotStop(Http1Wire wire, NoDate noDate) {
    Page.ofOrigin(wire).lastModified();
    wire.send(get("/").with("If-Unmodified-Since", noDate.value)).expect(status(200));
  }
}
