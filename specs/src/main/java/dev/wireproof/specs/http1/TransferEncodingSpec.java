package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.rejection;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.requireHttp10;
import static dev.wireproof.specs.http1.Http1Controls.requirePipelining;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Echo;
import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;

/// Which transfer codings a server takes, and how it reads their names (RFC 9112 §6.1, §7).
class TransferEncodingSpec {

  @Should(
      id = "http1.framing.transfer-encoding-empty",
      claim = "a Transfer-Encoding that names no coding is refused",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS})
  void emptyTransferEncodingIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().with("Transfer-Encoding", "")).expect(refusal(400, 501));
  }

  @Should(
      id = "http1.framing.unknown-coding",
      claim = "a transfer coding that the server does not know is answered with 501",
      rfc = "9112#6.1",
      proves = {FRAMING, NEGOTIATION})
  void unknownCodingIsNotImplemented(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(
            upload
                .request()
                .withChunks("hello")
                .replacing("Transfer-Encoding", "wireproof, chunked"))
        .expect(refusal(501));
  }

  @Must(
      id = "http1.framing.unknown-coding-alone",
      claim = "a body in a coding without an end is refused, never taken for no body",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS},
      cases = Endless.class)
  void codingWithoutEndIsRefused(Http1Wire wire, Http1Upload upload, Endless coding) {
    wire.requireControl(upload.request().withChunks("hello"));
    requirePipelining(wire);
    wire.send(upload.request().with("Transfer-Encoding", coding.value), get("/"))
        .expect(refusal(400, 501))
        .expectClosed();
  }

  /// Codings that do not tell where the body ends.
  enum Endless implements Case {
    UNKNOWN("wireproof"),
    IDENTITY("identity"),
    GZIP("gzip");

    private final String value;

    Endless(String value) {
      this.value = value;
    }
  }

  @Should(
      id = "http1.framing.chunked-twice",
      claim = "chunked announced twice is refused",
      rfc = "9112#6.1",
      proves = {FRAMING, ROBUSTNESS})
  void chunkedTwiceIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(
            upload.request().withChunks("hello").replacing("Transfer-Encoding", "chunked, chunked"))
        .expect(refusal(400, 501));
  }

  @Must(
      id = "http1.framing.coding-case",
      claim = "the name of a coding means the same in any case",
      rfc = "9112#7",
      proves = {FRAMING, NEGOTIATION})
  void codingHasNoCase(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks("hello").replacing("Transfer-Encoding", "ChUnKeD"))
        .expect(success())
        .expectNextServed();
  }

  @Must(
      id = "http1.framing.coding-look-alike",
      claim = "a coding that only looks like chunked is refused",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS},
      cases = LookAlike.class)
  void lookAlikeOfChunkedIsRefused(Http1Wire wire, Http1Upload upload, LookAlike coding) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks("hello").replacing("Transfer-Encoding", coding.value))
        .expect(refusal(400, 501))
        .expectClosed();
  }

  /// Values that one of two parsers takes for `chunked`.
  enum LookAlike implements Case {
    LETTER_IN_FRONT("xchunked"),
    LETTER_BEHIND("chunkedx"),
    QUOTED("\"chunked\""),
    VERTICAL_TAB("\u000bchunked");

    private final String value;

    LookAlike(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "http1.framing.transfer-encoding-lines",
      claim = "several Transfer-Encoding lines are one list, whose last coding counts",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS})
  void linesOfTransferEncodingAreOneList(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks("hello").with("Transfer-Encoding", "gzip"))
        .expect(refusal(400, 501))
        .expectClosed();
  }

  @Must(
      id = "http1.framing.transfer-encoding-in-http10",
      claim = "an HTTP/1.0 request with Transfer-Encoding ends its connection",
      rfc = "9112#6.1",
      proves = {FRAMING, ROBUSTNESS})
  void codingInHttp10EndsTheConnection(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    requireHttp10(wire);
    wire.send(
            upload
                .request()
                .version("HTTP/1.0")
                .with("Connection", "keep-alive")
                .withChunks("hello"))
        .expect(anyResponse().or(closed()))
        .expectClosed();
  }

  @Must(
      id = "http1.framing.transfer-encoding-leading-comma",
      claim = "a coding after an empty element is obeyed or refused, never overlooked",
      rfc = "9110#5.6.1.2",
      proves = {FRAMING, ROBUSTNESS})
  void codingBehindCommaIsNotOverlooked(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks("hello").replacing("Transfer-Encoding", ", chunked"))
        .expect(success().or(rejection()))
        .expectSilenceOrClose("nothing, or a close: the chunks are no request of their own");
  }

  @Must(
      id = "http1.framing.chunks-beat-content-length",
      claim =
          "where Content-Length stands beside chunks, the chunks are the content, or it is refused",
      rfc = "9112#6.3",
      proves = {FRAMING, FIDELITY})
  void chunksBeatContentLength(Http1Wire wire, Http1Echo echo) {
    wire.requireControl(echo.upload().withChunks("hello"));
    wire.send(echo.upload().withChunks("hello").with("Content-Length", "3"))
        .expect(rejection().or(echo.showsContent("hello")));
  }
}
