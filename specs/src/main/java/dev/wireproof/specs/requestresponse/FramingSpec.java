package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Where a request ends, where an answer ends, and which belongs to which.
class FramingSpec {

  @Must(
      id = "request-response.framing.kept",
      claim = "a connection serves one request after the other",
      source = "contract, HTTP; RFC 9112 §9.3",
      proves = KEEPALIVE)
  void connectionIsKept(Notes notes, Http1Wire wire) {
    wire.send(notes.posting(notes.text())).expect(status(201));
    wire.send(notes.posting(notes.text())).expect(status(201));
  }

  @Must(
      id = "request-response.framing.one-answer",
      claim = "a request has one answer, and nothing comes unasked",
      source = "RFC 9110 §3.4",
      proves = FRAMING)
  void requestHasOneAnswer(Notes notes, Http1Wire wire) {
    wire.send(notes.posting(notes.text())).expect(status(201));
    wire.expectSilenceOrClose("nothing after the one answer");
  }

  @Must(
      id = "request-response.framing.length",
      claim = "an answer is as long as it says, in octets",
      rfc = "9110#8.6",
      proves = FRAMING)
  void answerIsAsLongAsItSays(Notes notes, Http1Wire wire) {
    String text = "ü".repeat(40) + notes.text();
    Http1Response response = wire.send(notes.posting(text)).expectResponse(status(201));
    if (!response.body().utf8().strip().endsWith("}")) {
      throw VerdictException.violates(
          "a whole JSON object", "an answer that ends before: " + response.body());
    }
    wire.expectNextServed();
  }

  @Must(
      id = "request-response.framing.in-pieces",
      claim = "a request that comes in pieces is the same request",
      rfc = "9112#2.2",
      proves = FRAMING,
      cases = Pieces.class)
  void requestComesInPieces(Notes notes, Http1Wire wire, Pieces pieces) {
    String text = notes.text();
    Http1Request request = notes.posting(text);
    if (pieces == Pieces.OCTETS) {
      wire.sendInPieces(request, 1);
    } else {
      int body = Notes.json(text).length();
      int held = pieces == Pieces.HEAD_AND_BODY ? body : body / 2;
      wire.sendAllBut(held, request);
      // what was sent has been read by the time another exchange is over
      wire.requireElsewhere(Http1Request.get("/"), success());
      wire.release(held, request);
    }
    is(wire.expectResponse(status(201)), text);
  }

  /// How it is cut.
  enum Pieces implements Case {
    OCTETS,
    HEAD_AND_BODY,
    BODY_IN_TWO
  }

  private static void is(Http1Response response, String text) {
    String saw = textOf(response);
    if (!saw.equals(text)) {
      throw VerdictException.violates("the note “" + text + "”", "“" + saw + "”");
    }
  }

  private static String textOf(Http1Response response) {
    return Json.expectParsed("the answer", response.body()).expectText("text");
  }

  @Must(
      id = "request-response.framing.chunked",
      claim = "a note that comes in chunks is the same note",
      rfc = "9112#7.1",
      proves = FRAMING)
  void noteComesInChunks(Notes notes, Http1Wire wire) {
    String text = notes.text();
    String json = Notes.json(text);
    wire.send(notes.posting(text).withChunks(json.substring(0, 9), json.substring(9)));
    is(wire.expectResponse(status(201)), text);
  }

  @Must(
      id = "request-response.framing.pipelined",
      claim = "notes that are posted in one segment are all made",
      rfc = "9112#9.3.2",
      proves = FRAMING)
  void notesComeInOneSegment(Notes notes, Http1Wire wire) {
    List<String> texts = Stream.generate(notes::text).limit(3).toList();
    var answered = new TreeSet<>(answersTo(notes, wire, texts));
    if (!answered.equals(new TreeSet<>(texts))) {
      throw VerdictException.violates(
          "an answer for each of three notes", "answers for " + answered);
    }
  }

  /// Posts all in one write; the texts of the answers as they came.
  private static List<String> answersTo(Notes notes, Http1Wire wire, List<String> texts) {
    wire.send(texts.stream().map(notes::posting).toArray(Http1Request[]::new));
    return texts.stream()
        .map(text -> {
          Http1Response response = wire.expectResponse(status(201));
          if (response.announcesClose() && !text.equals(texts.getLast())) {
            throw VerdictException.inconclusive("the server ends the connection with each answer");
          }
          return textOf(response);
        })
        .toList();
  }

  @Must(
      id = "request-response.framing.order",
      claim = "answers come in the order of the requests, though a later one were done sooner",
      rfc = "9112#9.3.2",
      proves = {FRAMING, ORDERING})
  void answersComeInOrder(Notes notes, Http1Wire wire) {
    List<String> texts = List.of(notes.text() + "-".repeat(4000), notes.text(), notes.text());
    List<String> answered = answersTo(notes, wire, texts);
    for (int i = 0; i < texts.size(); i++) {
      if (!answered.get(i).equals(texts.get(i))) {
        throw VerdictException.violates(
            "the answers in the order of the requests",
            "answer " + (i + 1) + " is for request " + (texts.indexOf(answered.get(i)) + 1));
      }
    }
  }

  @Must(
      id = "request-response.framing.refused-body",
      claim = "the body of a refused request is not taken for the next request",
      source = "RFC 9112 §9.3, §11.2",
      proves = {FRAMING, ROBUSTNESS})
  void refusedBodyIsNoRequest(Notes notes, Http1Wire wire) {
    wire.requireControl(notes.posting(notes.text()), status(201));
    Http1Request refused =
        notes
            .api()
            .request("POST", "/notes")
            .with("Content-Type", "text/plain")
            .withBody("GET /notes?limit=1 HTTP/1.1\r\nHost: inside\r\n\r\n");
    Http1Response refusal = wire.send(refused).expectResponse(refusal(415));
    if (refusal.announcesClose()) {
      wire.expectClosed();
    } else {
      wire.send(notes.posting(notes.text())).expect(status(201));
    }
  }

  @Must(
      id = "request-response.framing.slow-body",
      claim = "a client whose body comes slowly keeps no other waiting",
      source = "contract, HTTP",
      proves = {CONCURRENCY, ROBUSTNESS},
      alone = true)
  void slowBodyDelaysNobody(Notes notes, Http1Wire slow) {
    Http1Request request = notes.posting(notes.text());
    slow.sendAllBut(8, request);
    notes.post(notes.text()).expect(status(201));
    slow.release(8, request).expectResponse(status(201));
  }
}
