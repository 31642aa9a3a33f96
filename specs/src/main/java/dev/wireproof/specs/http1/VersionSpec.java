package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.requireHttp10;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.Octets;

/// The version of the protocol, in requests and answers (RFC 9112 §2.3, RFC 9110 §2.5, §6.2).
class VersionSpec {

  @Should(
      id = "http1.version.malformed",
      claim = "what is not an HTTP version is refused",
      rfc = "9112#2.3",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = NoVersion.class)
  void malformedVersionIsRefused(Http1Wire wire, NoVersion version) {
    wire.requireControl(get("/"));
    wire.send(get("/").version(version.text)).expect(refusal(400, 505));
  }

  /// Not `HTTP/`, a digit, a dot, a digit.
  enum NoVersion implements Case {
    LETTER_BEHIND("HTTP/1.1x"),
    LOWER_CASE("http/1.1"),
    LEADING_ZERO("HTTP/01.1"),
    TWO_DIGITS("HTTP/1.10"),
    NO_MINOR("HTTP/1"),
    OTHER_NAME("HTPP/1.1");

    private final String text;

    NoVersion(String text) {
      this.text = text;
    }
  }

  @Should(
      id = "http1.version.higher-minor",
      claim = "a request in HTTP/1.2 is read as one in HTTP/1.1",
      rfc = "9110#2.5",
      proves = NEGOTIATION)
  void higherMinorVersionIsServed(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").version("HTTP/1.2")).expect(success());
  }

  @Should(
      id = "http1.version.own-in-answer",
      claim = "an HTTP/1.0 request is answered in the server's own version, HTTP/1.1",
      rfc = "9110#6.2",
      proves = NEGOTIATION)
  void answerHasTheVersionOfTheServer(Http1Wire wire) {
    requireHttp10(wire);
    wire.send(get("/").version("HTTP/1.0"))
        .expect(
            success()
                .and(
                    having(
                        "the version HTTP/1.1",
                        response -> response.version().equals("HTTP/1.1"))));
  }

  @Should(
      id = "http1.version.http09",
      claim = "a request without a version is refused and not waited out",
      rfc = "9112#2.2",
      proves = {ERROR_HANDLING, LIVENESS})
  void requestWithoutVersionIsRefused(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").bent(_ -> Octets.latin1("GET /\r\n"))).expect(refusal(400, 505));
  }
}
