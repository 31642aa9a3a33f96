package dev.wireproof.specs.http1;

import static dev.wireproof.harness.http1.Expectation.status;
import static dev.wireproof.harness.http1.Expectation.success;
import static dev.wireproof.harness.spec.Property.NEGOTIATION;
import static dev.wireproof.harness.spec.Slug.HTTP1;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.harness.http1.Http1Wire;
import dev.wireproof.harness.spec.Must;
import dev.wireproof.harness.spec.Topic;
import dev.wireproof.harness.verdict.Decided;

/// Conditional requests (RFC 9110 §13).
@Topic(HTTP1)
class ConditionalSpec {

  @Must(
      id = "http1.conditional.if-none-match",
      claim = "a GET whose If-None-Match names the current ETag is answered with 304",
      rfc = "9110#13.1.2",
      proves = NEGOTIATION,
      lectures = {8, 22})
  void currentEntityTagIsNotModified(Http1Wire wire) {
    String tag =
        wire.elsewhere(get("/"), success())
            .field("ETag")
            .orElseThrow(() -> Decided.notApplicable("GET / has no ETag"));
    wire.send(get("/").with("If-None-Match", tag)).expect(status(304));
  }
}
