package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Http1Upload.chunksServed;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.requirePipelining;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Echo;
import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import java.util.Collections;

/// Chunks one by one: sizes, data, and the lines between them (RFC 9112 §7.1).
class ChunkLineSpec {

  @Must(
      id = "http1.framing.chunks-read",
      claim = "a body in chunks is read to its end",
      rfc = "9112#7.1",
      proves = FRAMING)
  void chunksAreRead(Http1Wire wire, Http1Upload upload) {
    wire.send(upload.request().withChunks("hello")).expect(chunksServed()).expectNextServed();
  }

  @Must(
      id = "http1.framing.chunk-size-forms",
      claim = "a chunk size is read in either case and with leading zeros",
      rfc = "9112#7.1",
      proves = FRAMING,
      cases = Ten.class)
  void everyFormOfSizeIsRead(Http1Wire wire, Http1Upload upload, Ten size) {
    wire.requireControl(upload.request().withChunks("0123456789"));
    wire.send(upload.request().withChunks().carrying(size.digits + "\r\n0123456789\r\n0\r\n\r\n"))
        .expect(success())
        .expectNextServed();
  }

  /// Ten, in hexadecimal.
  enum Ten implements Case {
    UPPER_CASE("A"),
    LOWER_CASE("a"),
    LEADING_ZEROS("000a");

    private final String digits;

    Ten(String digits) {
      this.digits = digits;
    }
  }

  @Must(
      id = "http1.framing.chunks-joined",
      claim = "the content of a chunked body is the data of its chunks, and nothing else",
      rfc = "9112#7.1",
      proves = {FRAMING, FIDELITY})
  void contentIsTheDataOfTheChunks(Http1Wire wire, Http1Echo echo) {
    wire.requireControl(echo.upload().withBody("one two three"));
    wire.requireControl(echo.upload().withChunks("hello"));
    wire.send(echo.upload().withChunks("o", "ne two t", "hree"))
        .expect(echo.showsContent("one two three"));
  }

  @Must(
      id = "http1.framing.many-chunks",
      claim = "a body may come in a thousand small chunks",
      rfc = "9112#7.1",
      proves = {FRAMING, ROBUSTNESS})
  void bodyMayHaveManyChunks(Http1Wire wire, Http1Upload upload) {
    String[] letters = Collections.nCopies(1000, "a").toArray(String[]::new);
    wire.requireControl(upload.request().withChunks("a"));
    wire.send(upload.request().withChunks(letters)).expect(success()).expectNextServed();
  }

  @Must(
      id = "http1.framing.chunk-in-parts",
      claim = "a chunk that arrives in two parts is one chunk",
      rfc = "9112#7.1",
      proves = FRAMING)
  void chunkMayArriveInParts(Http1Wire wire, Http1Echo echo) {
    Http1Request whole = echo.upload().withChunks("hello");
    int afterHe = "llo\r\n0\r\n\r\n".length();
    wire.requireControl(whole);
    wire.sendAllBut(afterHe, whole).expectSilence("no response before the body has ended");
    wire.release(afterHe, whole).expect(echo.showsContent("hello"));
  }

  @Should(
      id = "http1.framing.chunk-line-bare-lf",
      claim = "a chunk size that ends in LF alone is refused",
      rfc = "9112#7.1",
      proves = {FRAMING, ROBUSTNESS})
  void bareLfAfterSizeIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks().carrying("5\nhello\r\n0\r\n\r\n"))
        .expect(upload.refusal(400));
  }

  @Should(
      id = "http1.framing.chunk-data-bare-lf",
      claim = "the data of a chunk followed by LF alone is refused",
      rfc = "9112#7.1",
      proves = {FRAMING, ROBUSTNESS})
  void bareLfAfterDataIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks().carrying("5\r\nhello\n0\r\n\r\n"))
        .expect(upload.refusal(400));
  }

  @Should(
      id = "http1.framing.chunk-overrun",
      claim = "a chunk with more data than its size says is refused",
      rfc = "9112#7.1",
      proves = {FRAMING, ROBUSTNESS})
  void overrunOfChunkIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks().carrying("5\r\nhello, you\r\n0\r\n\r\n"))
        .expect(upload.refusal(400));
  }

  @Must(
      id = "http1.framing.request-after-chunks",
      claim = "what follows the last chunk is the next request",
      rfc = "9112#7.1",
      proves = {FRAMING, KEEPALIVE})
  void nextRequestFollowsTheLastChunk(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    requirePipelining(wire);
    Http1Response first =
        wire.send(upload.request().withChunks("hello"), get("/")).expectResponse(success());
    if (first.announcesClose()) {
      wire.expectClosed();
    } else {
      wire.expect(success());
    }
  }
}
