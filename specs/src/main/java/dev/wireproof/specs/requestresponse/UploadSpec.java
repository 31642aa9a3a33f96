package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.inOrder;
import static dev.wireproof.engine.verdict.Expectations.isEmpty;
import static dev.wireproof.engine.verdict.Expectations.size;
import static dev.wireproof.specs.pattern.Refusals.refusal;
import static dev.wireproof.specs.requestresponse.Uploads.contents;
import static dev.wireproof.specs.requestresponse.Uploads.digestOf;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// Parts come in any order, on any connection, and again.
class UploadSpec {

  private static final int AT_ONCE = 20;

  @Must(
      id = "request-response.upload.state",
      claim = "an upload lists the parts that are there and those that are missing, ascending",
      source = "contract A, Uploads",
      proves = RESUMPTION)
  void uploadListsWhatIsThere(Uploads uploads) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 5, 2, 11);
    uploads
        .requireState(upload)
        .expectJson(
            json("parts").numbers(inOrder(List.of(2L, 5L, 11L))),
            json("missing").numbers(inOrder(List.of(1L, 3L, 4L, 6L, 7L, 8L, 9L, 10L))),
            json("complete").is(false));
  }

  @Must(
      id = "request-response.upload.resumed",
      claim = "a client that was cut off asks what is missing, sends that, and can complete",
      source = "contract A, Uploads",
      proves = RESUMPTION)
  void uploadIsResumed(Uploads uploads, Http1Wire wire) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1, 2, 5);
    Http1Request third = uploads.putRequest(upload, "3", Uploads.content(3));
    wire.sendAllBut(3, third).finishSending().next();
    wire.close();
    Json state = uploads.requireState(upload).expectJson(json("missing").list(size(atLeast(1))));
    Uploads.numbers(state, "missing")
        .forEach(part -> uploads.requireParts(upload, part.intValue()));
    uploads
        .postComplete(upload, 5)
        .expect(status(200))
        .expectJson(digestOf(contents(1, 2, 3, 4, 5), "the whole of five parts"));
  }

  @Must(
      id = "request-response.upload.joined",
      claim = "parts are joined in the order of their numbers, whatever order they came in",
      source = "contract A, Uploads",
      proves = {ORDERING, FIDELITY},
      cases = Order.class)
  void partsAreJoinedByNumber(Uploads uploads, Order order) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, order.parts);
    Octets whole = contents(Arrays.stream(order.parts).sorted().toArray());
    uploads
        .requireComplete(upload, order.parts.length)
        .expectJson(digestOf(whole, "the parts in the order of their numbers"));
  }

  /// In which they come.
  enum Order implements Case {
    ASCENDING(1, 2, 3),
    DESCENDING(3, 2, 1),
    TWO_DIGITS(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
    MIXED(10, 4, 7, 1, 11, 3, 9, 2, 8, 6, 5);

    private final int[] parts;

    Order(int... parts) {
      this.parts = parts;
    }
  }

  @Must(
      id = "request-response.upload.octets",
      claim = "a part is octets, not text",
      source = "contract A, Uploads",
      proves = FIDELITY)
  void partsAreOctets(Uploads uploads) {
    byte[] all = new byte[256];
    IntStream.range(0, 256).forEach(i -> all[i] = (byte) i);
    Octets part = Octets.of(all).plus(Octets.hex("0d 0a 0d 0a c3"));
    String upload = uploads.newUpload();
    Octets next = Octets.hex("a9 0a");
    uploads.putPart(upload, 1, part).expect(status(204));
    uploads.putPart(upload, 2, next).expect(status(204));
    uploads
        .requireComplete(upload, 2)
        .expectJson(
            digestOf(part.plus(next), "all octets from 00 to ff, and a character cut in two"));
  }

  @Must(
      id = "request-response.upload.replaced",
      claim = "a part that is sent again replaces the first",
      source = "contract A, Uploads",
      proves = {IDEMPOTENCY, RESUMPTION})
  void partIsReplaced(Uploads uploads) {
    String upload = uploads.newUpload();
    Octets second = Octets.utf8("second ");
    uploads.putPart(upload, 1, Octets.utf8("first ")).require(status(204));
    uploads.requireParts(upload, 2);
    uploads.putPart(upload, 1, second).expect(status(204));
    uploads
        .requireComplete(upload, 2)
        .expectJson(
            digestOf(second.plus(Uploads.content(2)), "the second version of part 1, once"));
  }

  @Must(
      id = "request-response.upload.other-connection",
      claim = "an upload continues on any connection",
      source = "contract A, Uploads",
      proves = {STATEFULNESS, RESUMPTION})
  void uploadGoesOnOverAnyConnection(Uploads uploads) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1);
    uploads
        .getUpload(upload)
        .expect(status(200))
        .expectJson(json("parts").numbers(inOrder(List.of(1L))));
  }

  @Must(
      id = "request-response.upload.together",
      claim = "parts that come at the same moment are all kept",
      source = "contract A, Uploads",
      proves = CONCURRENCY,
      alone = true)
  void partsComeTogether(Uploads uploads) {
    String upload = uploads.newUpload();
    uploads.putAtOnce(upload, AT_ONCE).forEach(reply -> reply.require(status(204)));
    List<Long> kept = Uploads.numbers(uploads.requireState(upload).expectJson(), "parts");
    expectThat(
        LongStream.rangeClosed(1, AT_ONCE).boxed().filter(n -> !kept.contains(n)).toList(),
        isEmpty().as(AT_ONCE + " parts that came at once").showing(lost -> "all but " + lost));
  }

  @Must(
      id = "request-response.upload.apart",
      claim = "uploads whose names differ only in case are two uploads",
      source = "contract, Names",
      proves = FIDELITY)
  void uploadsAreApart(Uploads uploads) {
    String upload = uploads.newUpload() + "-a";
    uploads.requireParts(upload, 1);
    uploads.requireParts(upload.toUpperCase(Locale.ROOT), 2);
    uploads.requireState(upload).expectJson(json("parts").numbers(inOrder(List.of(1L))));
  }

  @Must(
      id = "request-response.upload.unknown",
      claim = "an upload that was never begun is answered with 404",
      source = "contract A, Uploads",
      proves = ERROR_HANDLING)
  void unknownUploadIs404(Uploads uploads) {
    uploads.getUpload(uploads.newUpload()).expect(status(404, 410));
    uploads.postComplete(uploads.newUpload(), 1).expect(status(404, 410));
  }

  @Must(
      id = "request-response.upload.part-number",
      claim = "a part that is not numbered from 1 to 1000 is refused",
      source = "contract A, Uploads",
      proves = ERROR_HANDLING,
      cases = BadNumber.class)
  void senselessPartNumberIsRefused(Uploads uploads, BadNumber bad) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1000);
    uploads.putPart(upload, bad.number, Octets.utf8("x")).expect(refusal(400, 404));
  }

  /// What is not a number from 1 to 1000.
  enum BadNumber implements Case {
    ZERO("0"),
    TOO_LARGE("1001"),
    NEGATIVE("-1"),
    WORD("one");

    private final String number;

    BadNumber(String number) {
      this.number = number;
    }
  }
}
