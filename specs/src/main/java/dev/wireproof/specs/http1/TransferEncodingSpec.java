package dev.wireproof.specs.http1;

import static dev.wireproof.harness.http1.Expectation.refusal;
import static dev.wireproof.harness.spec.Property.FRAMING;
import static dev.wireproof.harness.spec.Property.ROBUSTNESS;
import static dev.wireproof.harness.spec.Slug.HTTP1;

import dev.wireproof.harness.http1.Http1Upload;
import dev.wireproof.harness.http1.Http1Wire;
import dev.wireproof.harness.spec.Should;
import dev.wireproof.harness.spec.Topic;

/// Which transfer codings a server takes, and how it reads their names (RFC 9112 §6.1, §7).
@Topic(HTTP1)
class TransferEncodingSpec {

  @Should(
      id = "http1.framing.transfer-encoding-empty",
      claim = "a Transfer-Encoding that names no coding is refused",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS},
      lectures = 22)
  void emptyTransferEncodingIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.control(upload.request().withChunks("hello"));
    wire.send(upload.request().with("Transfer-Encoding", "")).expect(refusal(400, 501));
  }
}
