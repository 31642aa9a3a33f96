package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.specs.requestresponse.Uploads.digestOf;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;

/// How large a body may be, and what happens to a larger one.
class BodySpec {

  private static final int MIB = 1 << 20;
  private static final int CHUNK = 64 * 1024;

  /// More than this is not sent to see a limit.
  private static final int MOST = 16 * MIB;

  private static final long BEYOND_32_BITS = 1L << 32;

  @Must(
      id = "request-response.body.largest",
      claim = "a part as large as the limit is kept whole",
      source = "contract, Sizes; contract A, Uploads",
      proves = FIDELITY)
  void largestPartIsKept(Uploads uploads) {
    int size = uploads.bodyLimit(MIB);
    Octets part = Octets.repeat('x', size - 1).plus(Octets.utf8("!"));
    String upload = uploads.newUpload();
    uploads.putPart(upload, 1, part).expect(status(204));
    uploads
        .requireComplete(upload, 1)
        .expectJson(digestOf(part, "all " + size + " octets"));
  }

  @Must(
      id = "request-response.body.too-large",
      claim =
          "a body that is larger than the limit is refused with 413, announced or in chunks",
      source = "contract, limits: body-limit; RFC 9110 §15.5.14",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = TooLarge.class)
  void tooLargeBodyIsRefused(Notes notes, TooLarge large) {
    int limit = notes.requireBodyLimit(MOST);
    Note before = notes.requirePosted();
    notes.send(large.of.apply(notes, limit)).expect(refusal(413));
    notes.getNote(before).expect(status(200));
  }

  /// A note, padded with spaces until it is too large.
  enum TooLarge implements Case {
    ANNOUNCED((notes, limit) -> notes.postRequest(notes.newText()).withBody(padded(notes, limit))),
    IN_CHUNKS(
        (notes, limit) -> notes.postRequest(notes.newText()).withChunks(chunks(padded(notes, limit))));

    private final BiFunction<Notes, Integer, Http1Request> of;

    TooLarge(BiFunction<Notes, Integer, Http1Request> of) {
      this.of = of;
    }

    private static String padded(Notes notes, int limit) {
      String json = Notes.jsonOf(notes.newText());
      return json + " ".repeat(limit + 1 - json.length());
    }

    private static String[] chunks(String body) {
      List<String> chunks = new ArrayList<>();
      for (int from = 0; from < body.length(); from += CHUNK) {
        chunks.add(body.substring(from, Math.min(body.length(), from + CHUNK)));
      }
      return chunks.toArray(String[]::new);
    }
  }

  @Must(
      id = "request-response.body.beyond-32-bits",
      claim = "a body of 4 GiB and a few octets is not mistaken for those few octets",
      source = "RFC 9110 §8.6; RFC 9112 §7.1",
      proves = {FRAMING, ROBUSTNESS},
      cases = Huge.class)
  void lengthIsNotCutTo32Bits(Notes notes, Http1Wire wire, Huge huge) {
    Octets json = Octets.utf8(Notes.jsonOf(notes.newText()));
    notes.requirePosted();
    wire.send(huge.of(notes.postRequest(""), json));
    expectThat(
        wire.meanwhile(),
        Expectation.of(
            "a refusal, or a server that waits for 4 GiB",
            seen -> !(seen instanceof Seen.Response(var response)) || response.isClientError()));
  }

  /// How it is announced; no more than the few octets is ever sent.
  enum Huge implements Case {
    LENGTH {
      @Override
      Http1Request of(Http1Request request, Octets json) {
        String length = Long.toString(BEYOND_32_BITS + json.size());
        return request.replacing("Content-Length", length).carrying(json);
      }
    },
    CHUNK {
      @Override
      Http1Request of(Http1Request request, Octets json) {
        String size = Long.toHexString(BEYOND_32_BITS + json.size());
        return request
            .withChunks()
            .carrying(Octets.utf8(size + "\r\n").plus(json).plus(Octets.utf8("\r\n0\r\n\r\n")));
      }
    };

    abstract Http1Request of(Http1Request request, Octets json);
  }
}
