package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.having;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.inAnyOrder;
import static dev.wireproof.engine.verdict.Expectations.inOrder;
import static dev.wireproof.specs.pattern.Refusals.refusal;
import static dev.wireproof.specs.requestresponse.Notes.noteWith;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.ArrayList;
import java.util.List;

/// Where a request ends, where a response ends, and which belongs to which.
class FramingSpec {

  @Must(
      id = "request-response.framing.kept",
      claim = "a connection serves one request after the other",
      source = "contract, HTTP; RFC 9112 §9.3",
      proves = KEEPALIVE)
  void connectionIsKept(Notes notes, Http1Wire wire) {
    wire.send(notes.postRequest(notes.newText())).expect(status(201));
    wire.send(notes.postRequest(notes.newText())).expect(status(201));
  }

  @Must(
      id = "request-response.framing.one-answer",
      claim = "a request is answered with one response, and nothing comes unasked",
      source = "RFC 9110 §3.4",
      proves = FRAMING)
  void requestHasOneResponse(Notes notes, Http1Wire wire) {
    wire.send(notes.postRequest(notes.newText())).expect(status(201));
    wire.expectSilenceOrClose("nothing after the one response");
  }

  @Must(
      id = "request-response.framing.length",
      claim = "a response is as long as its Content-Length says, in octets",
      rfc = "9110#8.6",
      proves = FRAMING)
  void responseIsAsLongAsItSays(Notes notes, Http1Wire wire) {
    String text = "ü".repeat(40) + notes.newText();
    wire.send(notes.postRequest(text))
        .expect(
            status(201)
                .and(having(
                    "a whole JSON object as its body",
                    response -> response.body().utf8().strip().endsWith("}"))));
    wire.expectNextServed();
  }

  @Must(
      id = "request-response.framing.in-pieces",
      claim = "a request that comes in pieces is the same request",
      rfc = "9112#2.2",
      proves = FRAMING,
      cases = Pieces.class)
  void requestComesInPieces(Notes notes, Http1Wire wire, Pieces pieces) {
    String text = notes.newText();
    Http1Request request = notes.postRequest(text);
    int body = Notes.jsonOf(text).length();
    switch (pieces) {
      case OCTETS -> wire.sendInPieces(request, 1);
      case HEAD_AND_BODY -> sendInTwo(wire, request, body);
      case BODY_IN_TWO -> sendInTwo(wire, request, body / 2);
    }
    wire.expect(status(201).and(noteWith(text)));
  }

  /// How it is cut.
  enum Pieces implements Case {
    OCTETS,
    HEAD_AND_BODY,
    BODY_IN_TWO
  }

  /// Sends the last octets of the request when the others have been read.
  private static void sendInTwo(Http1Wire wire, Http1Request request, int last) {
    wire.sendAllBut(last, request);
    Notes.requireRead(wire);
    wire.release(last, request);
  }

  @Must(
      id = "request-response.framing.chunked",
      claim = "a note that comes in chunks is the same note",
      rfc = "9112#7.1",
      proves = FRAMING)
  void noteComesInChunks(Notes notes, Http1Wire wire) {
    String text = notes.newText();
    String json = Notes.jsonOf(text);
    wire.send(notes.postRequest(text).withChunks(json.substring(0, 9), json.substring(9)));
    wire.expect(status(201).and(noteWith(text)));
  }

  @Must(
      id = "request-response.framing.pipelined",
      claim = "notes that are posted in one segment are all created",
      rfc = "9112#9.3.2",
      proves = FRAMING)
  void notesComeInOneSegment(Notes notes, Http1Wire wire) {
    List<String> texts = notes.newTexts(3);
    sendInOneSegment(notes, wire, texts);
    expectThat(
        expectTexts(wire, texts.size()),
        inAnyOrder(texts).as("a response for each of three notes, " + texts));
  }

  private static void sendInOneSegment(Notes notes, Http1Wire wire, List<String> texts) {
    wire.send(texts.stream().map(notes::postRequest).toArray(Http1Request[]::new));
  }

  /// The texts in the next responses, each of which is 201.
  private static List<String> expectTexts(Http1Wire wire, int count) {
    List<String> texts = new ArrayList<>();
    while (texts.size() < count) {
      Http1Response response = wire.expectResponse(status(201));
      texts.add(Json.expectParsed("the body of “" + response + "”", response.body()).expectText("text"));
      requireThat(
          response.announcesClose() && texts.size() < count,
          Expectation.of(
              "a connection that is kept", closes -> !closes, _ -> "Connection: close before the end"));
    }
    return texts;
  }

  @Must(
      id = "request-response.framing.order",
      claim = "responses come in the order of the requests, even if a later one is ready sooner",
      rfc = "9112#9.3.2",
      proves = {FRAMING, ORDERING})
  void responsesComeInOrder(Notes notes, Http1Wire wire) {
    String slow = notes.newText() + "-".repeat(4000);
    List<String> texts = List.of(slow, notes.newText(), notes.newText());
    sendInOneSegment(notes, wire, texts);
    expectThat(
        expectTexts(wire, texts.size()).stream().map(text -> 1 + texts.indexOf(text)).toList(),
        inOrder(List.of(1, 2, 3)).as("the responses to requests 1, 2 and 3, in this order"));
  }

  @Must(
      id = "request-response.framing.refused-body",
      claim = "the body of a refused request is not mistaken for the next request",
      source = "RFC 9112 §9.3, §11.2",
      proves = {FRAMING, ROBUSTNESS})
  void refusedBodyIsNoRequest(Notes notes, Http1Wire wire) {
    wire.requireControl(notes.postRequest(notes.newText()), status(201));
    Http1Request refused =
        notes
            .request("POST", "/notes")
            .with("Content-Type", "text/plain")
            .withBody("GET /notes?limit=1 HTTP/1.1\r\nHost: inside\r\n\r\n");
    Http1Response refusal = wire.send(refused).expectResponse(refusal(415));
    if (refusal.announcesClose()) {
      wire.expectClosed();
    } else {
      wire.send(notes.postRequest(notes.newText())).expect(status(201));
    }
  }

  @Must(
      id = "request-response.framing.slow-body",
      claim = "a client whose body comes slowly does not keep other clients waiting",
      source = "contract, HTTP",
      proves = {CONCURRENCY, ROBUSTNESS},
      alone = true)
  void slowBodyDelaysNoOther(Notes notes, Http1Wire slow) {
    Http1Request request = notes.postRequest(notes.newText());
    slow.sendAllBut(8, request);
    notes.postNote(notes.newText()).expect(status(201));
    slow.release(8, request).expectResponse(status(201));
  }
}
