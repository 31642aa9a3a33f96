package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.requireHostMissed;
import static dev.wireproof.wire.http1.Http1Request.chunks;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Echo;
import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;

/// Field values that go on in the next line, which nobody may send any more (RFC 9112 §5.2).
class FoldingSpec {

  @Must(
      id = "http1.field.fold",
      claim = "a folded value is refused, or its line break becomes a space",
      rfc = "9112#5.2",
      proves = {FRAMING, FIDELITY})
  void foldedValueIsRefusedOrJoined(Http1Wire wire, Http1Echo echo) {
    wire.requireControl(get("/").with("X-Wireproof", "a X-Folded: b"));
    wire.send(echo.request().withLine("X-Wireproof: a\r\n X-Folded: b"))
        .expect(refusal(400).or(echo.showsUnfolded("X-Wireproof", "a", "X-Folded: b")));
  }

  @Must(
      id = "http1.field.fold-is-no-field",
      claim = "the second line of a folded value is not a field",
      rfc = "9112#5.2",
      proves = {FRAMING, ROBUSTNESS})
  void continuationIsNoField(Http1Wire wire) {
    wire.requireControl(get("/").with("X-Wireproof", "a"));
    requireHostMissed(wire);
    wire.send(get("/").without("Host").withLine("X-Wireproof: a\r\n Host: {host}"))
        .expect(refusal(400));
  }

  @Must(
      id = "http1.framing.folded-transfer-encoding",
      claim = "a coding on a folded line is refused or obeyed, never overlooked",
      rfc = "9112#5.2",
      proves = {FRAMING, ROBUSTNESS})
  void foldedCodingIsNotOverlooked(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withLine("Transfer-Encoding:\r\n chunked").carrying(chunks("hello")))
        .expect(refusal(400, 501).or(success()))
        .expectSilenceOrClose("nothing, or a close: the chunks are not a request of their own");
  }
}
