package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.wire.http1.Http1Response;

/// The same request again (RFC 9110 §9.2.1, §9.2.2): what counts is the effect, not the status.
class IdempotencySpec {

  @Must(
      id = "http1.idempotency.put",
      claim = "a PUT that is repeated has the effect of one",
      rfc = "9110#9.2.2",
      proves = IDEMPOTENCY,
      safety = Safety.LOAD)
  void repeatedPutIsOne(Http1Wire wire) {
    try (var file = Stored.with(wire, "once")) {
      wire.send(file.put("once")).expect(success());
      file.expectContent("once", "twice the same PUT");
    }
  }

  @Must(
      id = "http1.idempotency.delete",
      claim = "a DELETE that is repeated has the effect of one",
      rfc = "9110#9.2.2",
      proves = IDEMPOTENCY,
      safety = Safety.LOAD)
  void repeatedDeleteIsOne(Http1Wire wire) {
    try (var file = Stored.with(wire, "delete me")) {
      wire.requireControl(
          file.delete(), response("a DELETE that is accepted", Http1Response::isSuccess));
      file.requireGone();
      wire.send(file.delete())
          .expect(response("2xx, or 404 or 410", response -> response.status() < 500));
      file.expectNothing("two DELETEs");
    }
  }

  @Must(
      id = "http1.method.delete",
      claim = "a deleted resource is not found any more",
      rfc = "9110#9.3.5",
      proves = {IDEMPOTENCY, DELIVERY},
      safety = Safety.LOAD)
  void whatWasDeletedIsGone(Http1Wire wire) {
    try (var file = Stored.with(wire, "delete me")) {
      Http1Response response =
          requireOffered(
              wire.send(file.delete()).expectResponse(anyResponse()),
              response("done", each -> each.isSuccess() && each.status() != 202),
              "DELETE is answered with another status than 200 or 204");
      file.expectNothing("a DELETE that was answered with " + response.status());
    }
  }

  @Must(
      id = "http1.idempotency.get",
      claim = "a GET that is repeated has no effect at all",
      rfc = "9110#9.2.1",
      proves = IDEMPOTENCY,
      safety = Safety.LOAD)
  void repeatedGetChangesNothing(Http1Wire wire) {
    try (var file = Stored.with(wire, "read me")) {
      for (int i = 0; i < 8; i++) {
        file.expectContent("read me", (i + 1) + " GETs");
      }
    }
  }

  @Must(
      id = "http1.idempotency.get-is-safe",
      claim = "a GET changes nothing, whatever its target or its fields ask for",
      rfc = "9110#9.2.1",
      proves = {IDEMPOTENCY, ROBUSTNESS},
      safety = Safety.LOAD,
      cases = Overriding.class)
  void getCannotBeTakenForDelete(Http1Wire wire, Overriding by) {
    try (var file = Stored.with(wire, "keep me")) {
      wire.send(
              by == Overriding.BY_FIELD
                  ? file.read().with("X-HTTP-Method-Override", "DELETE")
                  : get(file.path() + "?_method=DELETE"))
          .expect(anyResponse());
      file.expectContent("keep me", "a GET that asked to be taken for DELETE");
    }
  }

  /// Ways in which frameworks let a POST stand for another method.
  enum Overriding implements Case {
    BY_FIELD,
    BY_QUERY
  }

  @Must(
      id = "http1.idempotency.head-is-safe",
      claim = "a HEAD changes nothing, and does not use up what a GET would return",
      rfc = "9110#9.2.1",
      proves = IDEMPOTENCY,
      safety = Safety.LOAD)
  void headChangesNothing(Http1Wire wire) {
    try (var file = Stored.with(wire, "keep me")) {
      file.elsewhere(file.with("HEAD"));
      file.elsewhere(file.with("HEAD"));
      file.expectContent("keep me", "two HEADs");
    }
  }
}
