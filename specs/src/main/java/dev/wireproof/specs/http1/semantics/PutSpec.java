package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Should;

/// Putting things (RFC 9110 §9.3.4).
class PutSpec {

  @Should(
      id = "http1.method.put-content-range",
      claim = "a PUT of a part is refused where only the whole can be put",
      rfc = "9110#14.5",
      proves = {FIDELITY, ERROR_HANDLING},
      safety = Safety.LOAD)
  void partIsNotTakenForTheWhole(Http1Wire wire) {
    try (var file = Stored.with(wire, "the whole file")) {
      wire.send(file.put("part").with("Content-Range", "bytes 0-3/14"))
          .expect(refusal(400, 501).or(success()));
      expectThat(
          file.content().utf8(),
          equalTo("the whole file")
              .or(equalTo("partwhole file"))
              .as("“the whole file”, or, where a part can be put, “partwhole file”"));
    }
  }
}
