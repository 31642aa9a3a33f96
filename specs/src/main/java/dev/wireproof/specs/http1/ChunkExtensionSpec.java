package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;

import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.http1.Http1Request;

/// What may follow a chunk size, and means nothing to most servers (RFC 9112 §7.1.1).
class ChunkExtensionSpec {

  private static final int MORE_THAN_MOST_TAKE = 256 * 1024;

  @Must(
      id = "http1.framing.chunk-extension",
      claim = "unknown chunk extensions are skipped",
      rfc = "9112#7.1.1",
      proves = FRAMING,
      cases = Extension.class)
  void unknownExtensionIsSkipped(Http1Wire wire, Http1Upload upload, Extension extension) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(hello(upload, extension.text)).expect(success()).expectNextServed();
  }

  /// Names and tokens.
  enum Extension implements Case {
    NAME(";wireproof"),
    NAME_AND_VALUE(";wireproof=1"),
    TWO(";wireproof=1;other"),
    BLANKS(" ; wireproof = 1");

    private final String text;

    Extension(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "http1.framing.chunk-extension-quoted",
      claim = "a quoted string in a chunk extension is read as one value",
      rfc = "9112#7.1.1",
      proves = FRAMING,
      cases = Quoted.class)
  void quotedExtensionIsSkipped(Http1Wire wire, Http1Upload upload, Quoted extension) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(hello(upload, extension.text)).expect(success()).expectNextServed();
  }

  /// Quoted strings (RFC 9110 §5.6.4).
  enum Quoted implements Case {
    WITH_A_BLANK(";wireproof=\"a b\""),
    WITH_A_SEMICOLON(";wireproof=\"a;b\""),
    WITH_A_QUOTED_PAIR(";wireproof=\"a\\\"b\"");

    private final String text;

    Quoted(String text) {
      this.text = text;
    }
  }

  @Should(
      id = "http1.framing.chunk-extension-malformed",
      claim = "a control character or a lone line end in a chunk extension is refused",
      rfc = "9112#7.1.1",
      proves = {FRAMING, ROBUSTNESS},
      cases = Malformed.class)
  void malformedExtensionIsRefused(Http1Wire wire, Http1Upload upload, Malformed extension) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(upload.request().withChunks().carrying(extension.body)).expect(upload.refusal(400));
  }

  /// Bodies that are complete both for who ends the line at the odd octet and for who skips it.
  enum Malformed implements Case {
    NUL("5;wire\u0000proof\r\nhello\r\n0\r\n\r\n"),
    CR_ALONE("5;wire\rproof\r\nhello\r\n0\r\n\r\n"),
    LF_ALONE("5;wireproof\nhello\r\n0\r\n\r\n\r\n0\r\n\r\n");

    private final String body;

    Malformed(String body) {
      this.body = body;
    }
  }

  @Should(
      id = "http1.framing.chunk-extension-size",
      claim = "endless chunk extensions are refused",
      rfc = "9112#7.1.1",
      proves = ROBUSTNESS)
  void hugeExtensionIsRefused(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withChunks("hello"));
    wire.send(hello(upload, ";wireproof=" + "a".repeat(MORE_THAN_MOST_TAKE)))
        .expect(upload.refusal(400, 413, 431));
  }

  private static Http1Request hello(Http1Upload upload, String extension) {
    return upload.request().withChunks().carrying("5" + extension + "\r\nhello\r\n0\r\n\r\n");
  }
}
