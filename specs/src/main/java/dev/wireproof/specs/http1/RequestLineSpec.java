package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.Octets;

/// The first line of a request (RFC 9112 §2.2, §2.3, §3).
class RequestLineSpec {

  @Should(
      id = "http1.request-line.leading-empty-line",
      claim = "an empty line before the request line is ignored",
      rfc = "9112#2.2",
      proves = ROBUSTNESS)
  void leadingEmptyLineIsIgnored(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").bent(octets -> Octets.latin1("\r\n").plus(octets))).expect(success());
  }

  @Must(
      id = "http1.target.absolute-form",
      claim = "a request target in absolute form is accepted",
      rfc = "9112#3.2.2",
      proves = NEGOTIATION)
  void absoluteFormIsAccepted(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("http://{host}/")).expect(success());
  }

  @Should(
      id = "http1.version.unknown-major",
      claim = "a major version that the server does not speak is refused",
      rfc = "9110#15.6.6",
      proves = {NEGOTIATION, ERROR_HANDLING})
  void unknownMajorVersionIsRefused(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").version("HTTP/3.7")).expect(refusal(505, 400));
  }

  @Should(
      id = "http1.request-line.garbage",
      claim = "what is not a request line is refused, and the connection closed",
      rfc = "9112#2.2",
      proves = {ERROR_HANDLING, ROBUSTNESS})
  void garbageIsRefusedAndEndsTheConnection(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").requestLine("wireproof"), get("/")).expect(refusal(400)).expectClosed();
  }

  @Should(
      id = "http1.request-line.long-method",
      claim = "a method longer than any that the server knows is answered with 501",
      rfc = "9112#3",
      proves = ERROR_HANDLING)
  void longMethodIsNotImplemented(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(request("WIREPROOF".repeat(20), "/")).expect(refusal(501));
  }

  @Should(
      id = "http1.request-line.8000-octets",
      claim = "a request line of 8000 octets is read",
      rfc = "9112#3",
      proves = {NEGOTIATION, ROBUSTNESS})
  void requestLineOf8000OctetsIsRead(Http1Wire wire) {
    int around = "GET /? HTTP/1.1".length();
    wire.requireControl(get("/"));
    wire.send(get("/?" + "a".repeat(8000 - around)))
        .expect(
            response(
                "2xx, or 404 where there is no such resource",
                response -> response.isSuccess() || response.status() == 404));
  }

  @Should(
      id = "http1.request-line.blanks",
      claim = "more than one space between two parts are refused, or read as one",
      rfc = "9112#3",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = Blanks.class)
  void blanksAreOneOrRefused(Http1Wire wire, Blanks blanks) {
    wire.requireControl(get("/"));
    wire.send(get("/").requestLine(blanks.line)).expect(refusal(400).or(success()));
  }

  /// Request lines that a lenient parser reads as `GET / HTTP/1.1`.
  enum Blanks implements Case {
    TWO_BEHIND_METHOD("GET  / HTTP/1.1"),
    TWO_BEHIND_TARGET("GET /  HTTP/1.1"),
    TAB_BEHIND_METHOD("GET\t/ HTTP/1.1"),
    TAB_BEHIND_TARGET("GET /\tHTTP/1.1"),
    IN_FRONT(" GET / HTTP/1.1"),
    AT_THE_END("GET / HTTP/1.1 ");

    private final String line;

    Blanks(String line) {
      this.line = line;
    }
  }

  @Should(
      id = "http1.request-line.space-in-target",
      claim = "a request line with a fourth part is refused, not put right",
      rfc = "9112#3.2",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = FourParts.class)
  void fourthPartIsRefused(Http1Wire wire, FourParts parts) {
    wire.requireControl(get("/"));
    wire.send(get("/").requestLine(parts.line)).expect(refusal(400).or(status(301)));
  }

  /// Request lines of which two parsers see two targets.
  enum FourParts implements Case {
    WORD_BEHIND_TARGET("GET / wireproof HTTP/1.1"),
    TWO_VERSIONS("GET / HTTP/1.1 HTTP/1.1");

    private final String line;

    FourParts(String line) {
      this.line = line;
    }
  }

  @Should(
      id = "http1.method.unknown",
      claim = "an undefined method is answered with 501",
      rfc = "9110#9.1",
      proves = ERROR_HANDLING)
  void unknownMethodIsNotImplemented(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(request("WIREPROOF", "/")).expect(refusal(501));
  }
}
