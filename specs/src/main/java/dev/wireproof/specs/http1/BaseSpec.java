package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;

/// The plain legal exchange that everything else is measured against.
class BaseSpec {

  @Must(
      id = "http1.base.answers-get",
      claim = "a plain GET is answered with 200 and a body",
      rfc = "9110#9.1",
      proves = LIVENESS,
      base = true)
  void getIsAnswered(Http1Wire wire) {
    wire.send(get("/"))
        .expect(status(200).and(having("a body", response -> !response.body().isEmpty())));
  }
}
