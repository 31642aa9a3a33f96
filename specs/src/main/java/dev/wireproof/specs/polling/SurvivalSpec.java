package dev.wireproof.specs.polling;

import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.wire.http1.Http1Request.post;

import dev.wireproof.clients.http1.Http1Survival;
import dev.wireproof.engine.spec.Must;

/// What a run as a whole shows of the server: that it is still there.
class SurvivalSpec {

  @Must(
      id = "polling.robustness.survives",
      claim = "no input ends the server or leaves everybody without a response",
      source = "contract, Errors",
      proves = {ROBUSTNESS, LIVENESS},
      passive = true)
  void noInputBringsTheServerDown(Http1Survival server) {
    server.expectServingAfter(
        post("/jobs", "{\"input\":").with("Content-Type", "application/json"));
  }
}
