package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.rejection;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.requireClose;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Echo;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;

/// Names, values and lists in the field section (RFC 9110 §5).
class FieldSectionSpec {

  private static final int MORE_THAN_MOST_TAKE = 5000;

  @Should(
      id = "http1.field.name-not-a-token",
      claim = "a field name that is not a token is refused",
      rfc = "9110#5.1",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = NoToken.class)
  void nameThatIsNoTokenIsRefused(Http1Wire wire, NoToken name) {
    wire.requireControl(get("/").with("X-Wireproof", "1"));
    wire.send(get("/").withLine(name.text + ": 1")).expect(refusal(400));
  }

  /// Names outside RFC 9110 §5.6.2.
  enum NoToken implements Case {
    PARENTHESES("X(Wireproof)"),
    SLASH("X/Wireproof"),
    QUOTES("\"X-Wireproof\""),
    ABOVE_ASCII("X-Wir\u00e9"),
    CONTROL("X-\u0001Wireproof"),
    EMPTY("");

    private final String text;

    NoToken(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "http1.field.bare-cr",
      claim = "a CR inside a value is refused, or becomes a space",
      rfc = "9112#2.2",
      proves = {FRAMING, ROBUSTNESS})
  void bareCrIsRefusedOrBlank(Http1Wire wire, Http1Echo echo) {
    wire.requireControl(get("/").with("X-Wireproof", "a b"));
    wire.send(echo.request().with("X-Wireproof", "a\rb"))
        .expect(rejection().or(echo.shows("X-Wireproof", "a b")));
  }

  @Must(
      id = "http1.field.nul",
      claim = "a NUL inside a value is refused, or becomes a space",
      rfc = "9110#5.5",
      proves = {FRAMING, ROBUSTNESS})
  void nulIsRefusedOrBlank(Http1Wire wire, Http1Echo echo) {
    wire.requireControl(get("/").with("X-Wireproof", "a b"));
    wire.send(echo.request().with("X-Wireproof", "a\u0000b"))
        .expect(rejection().or(echo.shows("X-Wireproof", "a b")));
  }

  @Must(
      id = "http1.field.blanks-around-value",
      claim = "spaces and tabs around a value are not part of it",
      rfc = "9110#5.5",
      proves = FIDELITY)
  void blanksAroundValueAreDropped(Http1Wire wire, Http1Echo echo) {
    wire.requireControl(get("/").with("X-Wireproof", "a b"));
    wire.send(echo.request().withLine("X-Wireproof:\t  a b \t "))
        .expect(echo.shows("X-Wireproof", "a b"));
  }

  @Must(
      id = "http1.field.lines-of-one-name",
      claim = "several lines of one name are all seen, in their order",
      rfc = "9110#5.3",
      proves = {ORDERING, FIDELITY})
  void linesOfOneNameAreKeptInOrder(Http1Wire wire, Http1Echo echo) {
    wire.requireControl(get("/").with("X-Wireproof", "a"));
    wire.send(
            echo.request()
                .with("X-Wireproof", "b")
                .with("X-Other", "1")
                .with("x-wireproof", "a")
                .with("X-Wireproof", "c"))
        .expect(echo.shows("X-Wireproof", "b", "a", "c"));
  }

  @Must(
      id = "http1.field.too-many",
      claim = "more fields than the server reads are refused with a 4xx",
      rfc = "9110#5.4",
      proves = {ERROR_HANDLING, ROBUSTNESS})
  void tooManyFieldsAreRefused(Http1Wire wire) {
    wire.requireControl(get("/").withLine("a:"));
    wire.send(get("/").withLine("a:" + "\r\na:".repeat(MORE_THAN_MOST_TAKE)))
        .expect(refusal(431, 400, 413).unless(success(), "the server reads 5000 fields too"));
  }

  @Must(
      id = "http1.field.whole-section-first",
      claim = "a request is not acted on before its field section has ended",
      rfc = "9110#5.3",
      proves = {FRAMING, ROBUSTNESS})
  void nothingHappensBeforeTheSectionEnds(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.sendAllBut(2, get("/")).expectSilence("no response before the empty line");
    wire.release(2, get("/")).expect(success());
  }

  @Must(
      id = "http1.field.empty-list-elements",
      claim = "empty elements of a list are skipped",
      rfc = "9110#5.6.1.2",
      proves = {NEGOTIATION, KEEPALIVE})
  void emptyListElementsAreSkipped(Http1Wire wire) {
    requireClose(wire, "x-wireproof, close");
    wire.send(get("/").with("Connection", ", ,close,")).expect(success()).expectClosed();
  }
}
