package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.specs.http1.Http1Controls.NOWHERE;
import static dev.wireproof.specs.http1.Http1Controls.requireField;
import static dev.wireproof.specs.http1.Http1Controls.requireHead;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.specs.http1.Http1Controls.requirePipelining;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.head;
import static dev.wireproof.wire.http1.Http1Request.options;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.clients.http1.Http1PassiveRules;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.specs.http1.Kept;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// What methods mean (RFC 9110 §9).
class MethodSpec {

  @Must(
      id = "http1.method.head",
      claim = "HEAD is served where GET is",
      rfc = "9110#9.1",
      proves = NEGOTIATION)
  void headIsServed(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(head("/")).expect(success());
  }

  @Observes(
      id = "http1.method.survey",
      claim = "what each method gets",
      rfc = "9110#9.1",
      proves = NEGOTIATION)
  void eachMethodGets(Http1PassiveRules ledger, Observation fact) {
    fact.is(ledger.survey());
  }

  @Must(
      id = "http1.head.no-body-of-error",
      claim = "the response to HEAD has no body when it is an error either",
      rfc = "9110#9.3.2",
      proves = FRAMING)
  void errorToHeadHasNoBody(Http1Wire wire) {
    wire.requireControl(get("/"));
    requirePipelining(wire);
    wire.send(head(NOWHERE), get("/")).expect(anyResponse()).expect(success().or(closed()));
  }

  @Must(
      id = "http1.head.no-chunks",
      claim = "the response to HEAD has no last chunk either",
      rfc = "9112#6.3",
      proves = FRAMING)
  void headHasNoLastChunk(Http1Wire wire) {
    requireOffered(
        wire.requireElsewhere(get("/chunked"), anyResponse()),
        response("a 2xx in chunks", MethodSpec::isInChunks),
        "nothing in chunks: GET /chunked is");
    requireHead(wire);
    requirePipelining(wire);
    Kept.on(wire)
        .send(head("/chunked"), get("/"))
        .expect(success())
        .expectOrAnnouncedEnd(success());
  }

  @Must(
      id = "http1.head.content-length",
      claim = "a Content-Length in the response to HEAD is that of the response to GET",
      rfc = "9110#8.6",
      proves = FIDELITY)
  void headTellsTheLengthOfGet(Http1Wire wire) {
    Page page = Page.requireSameTwice(wire);
    String length = requireField(page.whole(), "Content-Length", "GET /");
    requireHead(wire);
    wire.send(head("/"))
        .expect(
            success()
                .and(
                    having(
                        "no Content-Length but " + length,
                        response ->
                            response
                                .field("Content-Length")
                                .filter(value -> !length.equals(value))
                                .isEmpty())));
  }

  @Should(
      id = "http1.head.same-fields",
      claim = "the response to HEAD has the type and the validators of the response to GET",
      rfc = "9110#9.3.2",
      proves = FIDELITY)
  void headTellsWhatGetTells(Http1Wire wire) {
    Page page = Page.of(wire);
    Expectation<Seen> expected = success();
    for (String name : new String[] {"Content-Type", "ETag", "Last-Modified"}) {
      if (page.whole().fields().has(name)) {
        expected = expected.and(having(name, response -> response.fields().has(name)));
      }
    }
    wire.send(head("/")).expect(expected);
  }

  @Should(
      id = "http1.method.case",
      claim = "methods are case-sensitive: get is not GET",
      rfc = "9110#9.1",
      proves = ERROR_HANDLING)
  void methodsHaveACase(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(request("get", "/")).expect(refusal(501, 405, 400));
  }

  @Should(
      id = "http1.method.not-allowed",
      claim = "a method that is known and not allowed is answered with 405",
      rfc = "9110#9.1",
      proves = ERROR_HANDLING)
  void knownMethodIsNotAllowed(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(request("TRACE", "/")).expect(refusal(405, 501).or(success()));
  }

  @Should(
      id = "http1.method.options",
      claim = "a successful response to OPTIONS lists in Allow what is allowed",
      rfc = "9110#9.3.7",
      proves = NEGOTIATION)
  void optionsTellsWhatIsAllowed(Http1Wire wire) {
    Http1Response response = wire.send(options("/")).expectResponse(anyResponse());
    requireOffered(response, success(), "OPTIONS / is not answered with success");
    wire.expect(having("an Allow field", each -> each.fields().has("Allow")), response);
  }

  @Should(
      id = "http1.method.trace",
      claim = "TRACE is refused, or shows no credentials",
      rfc = "9110#9.3.8",
      proves = CONFIDENTIALITY)
  void traceShowsNoCredentials(Http1Wire wire) {
    Http1Request trace =
        request("TRACE", "/").with("Cookie", "id=secret-1").with("Authorization", "Basic secret-2");
    wire.send(trace)
        .expect(
            response(
                "a response without the credentials",
                response -> !response.body().latin1().contains("secret-")));
  }

  @Must(
      id = "http1.method.put-creates",
      claim = "a PUT that creates something is answered with 201",
      rfc = "9110#9.3.4",
      proves = DELIVERY,
      safety = Safety.LOAD)
  void creatingPutIsTold(Http1Wire wire) {
    try (var file = Stored.absent(wire)) {
      wire.send(file.put("new")).expect(status(201));
    }
  }

  @Must(
      id = "http1.method.put-replaces",
      claim = "a PUT that replaces something is answered with 200 or 204",
      rfc = "9110#9.3.4",
      proves = DELIVERY,
      safety = Safety.LOAD)
  void replacingPutIsTold(Http1Wire wire) {
    try (var file = Stored.with(wire, "old")) {
      wire.send(file.put("new")).expect(status(200, 204));
    }
  }

  @Must(
      id = "http1.method.put-unknown-field",
      claim = "an unknown field does not stop a PUT",
      rfc = "9110#9.3.4",
      proves = {NEGOTIATION, DELIVERY},
      safety = Safety.LOAD)
  void unknownFieldDoesNotStopAPut(Http1Wire wire) {
    try (var file = Stored.with(wire, "old")) {
      wire.send(file.put("new").with("X-Wireproof-Unknown", "1")).expect(success());
      file.expectContent("new", "a PUT with a field of our own");
    }
  }

  private static boolean isInChunks(Http1Response response) {
    return response.isSuccess() && response.framing() == Http1Response.Framing.CHUNKED;
  }
}
