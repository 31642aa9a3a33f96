package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;

import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Seen;

/// The chunked transfer coding, as the server receives it (RFC 9112 §6.1, §7.1).
class ChunkedSpec {

  private static final String CRASHED = "refused as if it was the server's own mistake";
  private static final Expectation<Seen> SERVER_ERROR =
      response("an error of the server", response -> response.status() >= 500);

  @Must(
      id = "http1.framing.chunked-not-final",
      claim =
          "a Transfer-Encoding that does not end in chunked is refused, and the connection closed",
      rfc = "9112#6.3",
      proves = {FRAMING, ROBUSTNESS})
  void chunkedThatIsNotFinalIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks("hello").replacing("Transfer-Encoding", "chunked, gzip"))
        .expect(refusal(400, 501))
        .expectClosed();
  }

  @Should(
      id = "http1.framing.chunk-size-invalid",
      claim = "a chunk size that is not a hexadecimal number is refused",
      rfc = "9112#7.1",
      proves = {FRAMING, ROBUSTNESS},
      cases = BadChunkSize.class)
  void invalidChunkSizeIsRefused(Http1Wire wire, Http1Upload upload, BadChunkSize size) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks().carrying(size.value + "\r\nhello\r\n0\r\n\r\n"))
        .expect(upload.refusal(400, 413).tolerating(SERVER_ERROR, CRASHED))
        .expectClosed();
  }

  /// Sizes that are not 1*HEXDIG.
  enum BadChunkSize implements Case {
    HEX_PREFIX("0x5"),
    PLUS_SIGN("+5"),
    MINUS_SIGN("-5"),
    UNDERSCORE("0_5"),
    EMPTY(""),
    LETTERS("five");

    private final String value;

    BadChunkSize(String value) {
      this.value = value;
    }
  }

  @Must(
      id = "http1.framing.chunk-size-overflow",
      claim = "a chunk size that no counter holds is not taken for what is left of it",
      rfc = "9112#7.1",
      proves = {FRAMING, ROBUSTNESS},
      cases = HugeChunkSize.class)
  void hugeChunkSizeIsRefused(Http1Wire wire, Http1Upload upload, HugeChunkSize size) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks().carrying(size.value + "\r\nhello\r\n0\r\n\r\n"));
    wire.expect(
        upload.refusal(400, 413).tolerating(SERVER_ERROR, CRASHED).or(waits()), wire.meanwhile());
  }

  /// A server that takes the size as it is waits for the rest of the chunk.
  private static Expectation<Seen> waits() {
    return Expectation.of(
        "no response yet",
        seen -> seen instanceof Seen.Silence(_, var partial) && partial.isEmpty());
  }

  /// Five, when only the low bits are kept.
  enum HugeChunkSize implements Case {
    BEYOND_32_BITS("10000000000005"),
    BEYOND_64_BITS("10000000000000005");

    private final String value;

    HugeChunkSize(String value) {
      this.value = value;
    }
  }
}
