package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.rejection;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Echo;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.http1.Http1Request;

/// A message is octets, not characters (RFC 9112 §2.2, RFC 9110 §5.5).
class OctetsSpec {

  private static final int MEBIBYTE = 1 << 20;

  /// What UTF-8 makes of U+010D and U+010A, whose low octets are CR and LF.
  private static final String ALMOST_CRLF = "\u00c4\u008d\u00c4\u008a";

  @Must(
      id = "http1.octets.not-characters",
      claim = "a message is cut at octets, not at characters that they might stand for",
      rfc = "9112#2.2",
      proves = {FRAMING, ROBUSTNESS})
  void lineEndsAreOctets(Http1Wire wire) {
    String hidden = ALMOST_CRLF + ALMOST_CRLF + Smuggling.REQUEST_LINE;
    wire.requireControl(get("/").with("X-Wireproof", "1"));
    wire.send(get("/").with("X-Wireproof", "1" + hidden + ALMOST_CRLF + ALMOST_CRLF))
        .expect(success().or(rejection()))
        .expectSilenceOrClose("nothing, or a close: the value holds no second request");
  }

  @Must(
      id = "http1.octets.large-body",
      claim = "a large body arrives octet by octet as it was sent",
      rfc = "9110#6.4",
      proves = {FIDELITY, FRAMING},
      safety = Safety.LOAD)
  void largeBodyIsTheSame(Http1Wire wire, Http1Echo echo) {
    Http1Request upload = echo.upload();
    wire.requireElsewhere(upload.withBody("hello"), success());
    String large = echo.distinctLines(MEBIBYTE);
    wire.send(upload.withBody(large)).expect(echo.showsContent(large).or(refusal(413)));
  }

  @Should(
      id = "http1.octets.above-ascii",
      claim = "a field value may hold octets above 0x7f",
      rfc = "9110#5.5",
      proves = FIDELITY)
  void octetsAboveAsciiAreTaken(Http1Wire wire) {
    wire.requireControl(get("/").with("X-Wireproof", "naive"));
    wire.send(get("/").with("X-Wireproof", "na\u00efve \u00ff \u00c3\u00a9"))
        .expect(success())
        .expectNextServed();
  }
}
