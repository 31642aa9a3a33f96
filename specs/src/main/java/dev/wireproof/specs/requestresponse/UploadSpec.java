package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
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
      claim = "an upload tells which parts are there and which are missing, ascending",
      source = "contract A, Uploads",
      proves = RESUMPTION)
  void uploadTellsWhatIsThere(Uploads uploads) {
    String upload = uploads.fresh();
    uploads.given(upload, 5, 2, 11);
    Json state = uploads.state(upload);
    is(state, "parts", List.of(2L, 5L, 11L));
    is(state, "missing", List.of(1L, 3L, 4L, 6L, 7L, 8L, 9L, 10L));
    if (state.expectFlag("complete")) {
      throw VerdictException.violates("“complete” false before it was completed", state.toString());
    }
  }

  private static void is(Json state, String name, List<Long> expected) {
    List<Long> saw = Uploads.numbers(state, name);
    if (!saw.equals(expected)) {
      throw VerdictException.violates("“" + name + "” " + expected, "" + saw);
    }
  }

  @Must(
      id = "request-response.upload.resumed",
      claim = "a client that was cut off asks what is missing, sends that, and is done",
      source = "contract A, Uploads",
      proves = RESUMPTION)
  void uploadIsResumed(Uploads uploads, Http1Wire wire) {
    String upload = uploads.fresh();
    uploads.given(upload, 1, 2, 5);
    Http1Request third = uploads.putting(upload, "3", Uploads.content(3));
    wire.sendAllBut(3, third).finishSending().next();
    wire.close();
    List<Long> missing = Uploads.numbers(uploads.state(upload), "missing");
    if (missing.isEmpty()) {
      throw VerdictException.violates("the missing parts, 3 and 4", "none is missing");
    }
    missing.forEach(part -> uploads.given(upload, part.intValue()));
    Uploads.has(
        Uploads.digest(uploads.complete(upload, 5).expect(status(200))),
        joined(IntStream.rangeClosed(1, 5)),
        "the whole of five parts");
  }

  private static Octets joined(IntStream parts) {
    return Octets.join(parts.mapToObj(Uploads::content).toList());
  }

  @Must(
      id = "request-response.upload.joined",
      claim = "parts are joined by their numbers, in whatever order they came",
      source = "contract A, Uploads",
      proves = {ORDERING, FIDELITY},
      cases = Order.class)
  void partsAreJoinedByNumber(Uploads uploads, Order order) {
    String upload = uploads.fresh();
    uploads.given(upload, order.parts);
    Uploads.has(
        uploads.completed(upload, order.parts.length),
        joined(Arrays.stream(order.parts).sorted()),
        "the parts in the order of their numbers");
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
    String upload = uploads.fresh();
    uploads.put(upload, 1, part).expect(status(204));
    uploads.put(upload, 2, Octets.hex("a9 0a")).expect(status(204));
    Uploads.has(
        uploads.completed(upload, 2),
        part.plus(Octets.hex("a9 0a")),
        "all octets from 00 to ff, and a character cut in two");
  }

  @Must(
      id = "request-response.upload.replaced",
      claim = "a part that comes again replaces the first",
      source = "contract A, Uploads",
      proves = {IDEMPOTENCY, RESUMPTION})
  void partIsReplaced(Uploads uploads) {
    String upload = uploads.fresh();
    uploads.put(upload, 1, Octets.utf8("first ")).require(status(204));
    uploads.given(upload, 2);
    uploads.put(upload, 1, Octets.utf8("second ")).expect(status(204));
    Uploads.has(
        uploads.completed(upload, 2),
        Octets.utf8("second ").plus(Uploads.content(2)),
        "the second version of part 1, once");
  }

  @Must(
      id = "request-response.upload.other-connection",
      claim = "an upload goes on over any connection",
      source = "contract A, Uploads",
      proves = {STATEFULNESS, RESUMPTION})
  void uploadGoesOnOverAnyConnection(Uploads uploads) {
    String upload = uploads.fresh();
    uploads.given(upload, 1);
    is(uploads.ask(upload).expect(status(200)).expectJson(), "parts", List.of(1L));
  }

  @Must(
      id = "request-response.upload.together",
      claim = "parts that come at the same moment are all there",
      source = "contract A, Uploads",
      proves = CONCURRENCY,
      alone = true)
  void partsComeTogether(Uploads uploads) {
    String upload = uploads.fresh();
    List<Http1Request> parts =
        IntStream.rangeClosed(1, AT_ONCE)
            .mapToObj(n -> uploads.putting(upload, Integer.toString(n), Uploads.content(n)))
            .toList();
    uploads.api().together(parts).forEach(reply -> reply.require(status(204)));
    List<Long> there = Uploads.numbers(uploads.state(upload), "parts");
    List<Long> lost =
        LongStream.rangeClosed(1, AT_ONCE).boxed().filter(n -> !there.contains(n)).toList();
    if (!lost.isEmpty()) {
      throw VerdictException.violates(AT_ONCE + " parts that came at once", "all but " + lost);
    }
  }

  @Must(
      id = "request-response.upload.apart",
      claim = "uploads whose names differ in case are two",
      source = "contract, Names",
      proves = FIDELITY)
  void uploadsAreApart(Uploads uploads) {
    String upload = uploads.fresh() + "-a";
    uploads.given(upload, 1);
    uploads.given(upload.toUpperCase(Locale.ROOT), 2);
    is(uploads.state(upload), "parts", List.of(1L));
  }

  @Must(
      id = "request-response.upload.unknown",
      claim = "an upload that nobody began is 404",
      source = "contract A, Uploads",
      proves = ERROR_HANDLING)
  void unknownUploadIs404(Uploads uploads) {
    uploads.ask(uploads.fresh()).expect(status(404, 410));
    uploads.complete(uploads.fresh(), 1).expect(status(404, 410));
  }

  @Must(
      id = "request-response.upload.part-number",
      claim = "a part that is not numbered from 1 to 1000 is refused",
      source = "contract A, Uploads",
      proves = ERROR_HANDLING,
      cases = BadNumber.class)
  void senselessPartNumberIsRefused(Uploads uploads, BadNumber bad) {
    String upload = uploads.fresh();
    uploads.given(upload, 1000);
    uploads
        .api()
        .send(uploads.putting(upload, bad.number, Octets.utf8("x")))
        .expect(refusal(400, 404));
  }

  /// What is no number from 1 to 1000.
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
