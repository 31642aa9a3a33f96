package dev.wireproof.specs.http1;

import static dev.wireproof.harness.http1.Expectation.answer;
import static dev.wireproof.harness.spec.Property.LIVENESS;
import static dev.wireproof.harness.spec.Property.NEGOTIATION;
import static dev.wireproof.harness.spec.Slug.HTTP1;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.harness.http1.Http1Wire;
import dev.wireproof.harness.spec.Must;
import dev.wireproof.harness.spec.Topic;

/// Expect: 100-continue (RFC 9110 §10.1.1).
@Topic(HTTP1)
class ExpectSpec {

  @Must(
      id = "http1.expect.continue",
      claim = "a client that waits with its body gets 100 or a final answer",
      rfc = "9110#10.1.1",
      proves = {NEGOTIATION, LIVENESS},
      lectures = 22)
  void waitingClientIsToldToGoOn(Http1Wire wire) {
    wire.control(get("/").withBody("hello"));
    wire.sendAllBut(5, get("/").withBody("hello").with("Expect", "100-continue"))
        .expectInterim(
            answer("100 (Continue) or a final status", response -> response.status() != 408));
  }
}
