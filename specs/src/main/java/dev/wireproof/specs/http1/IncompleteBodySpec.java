package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FRAMING;

import dev.wireproof.clients.http1.Http1Echo;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;

/// Bodies that end before they should (RFC 9112 §6.3, §8). Only a server that shows the content has
/// certainly waited for it.
class IncompleteBodySpec {

  /// RFC 9112 §8 lets a server say what it likes of such a request, if it says that it failed.
  private static final Expectation<Seen> ERROR =
      refusal(400, 408)
          .or(response("an error of the server", response -> response.status() >= 500));

  @Must(
      id = "http1.framing.short-body",
      claim = "a body shorter than its Content-Length is not taken for a whole one",
      rfc = "9112#6.3",
      proves = {FRAMING, DELIVERY})
  void shortBodyIsIncomplete(Http1Wire wire, Http1Echo echo) {
    Http1Request whole = echo.upload().withBody("hello");
    wire.requireControl(whole);
    wire.sendAllBut(2, whole).finishSending().expect(ERROR.or(closed()));
  }

  @Must(
      id = "http1.framing.missing-last-chunk",
      claim = "a chunked body without its last chunk is not taken for a whole one",
      rfc = "9112#6.3",
      proves = {FRAMING, DELIVERY})
  void bodyWithoutLastChunkIsIncomplete(Http1Wire wire, Http1Echo echo) {
    Http1Request whole = echo.upload().withChunks("hello");
    int lastChunk = "0\r\n\r\n".length();
    wire.requireControl(whole);
    wire.sendAllBut(lastChunk, whole).finishSending().expect(ERROR.or(closed()));
  }
}
