package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import java.util.List;

/// An upload is completed when all of it is there, and then it is done.
class CompleteSpec {

  @Must(
      id = "request-response.upload.digest",
      claim = "a complete upload is answered with its size and its SHA-256 in lower case",
      source = "contract A, Uploads",
      proves = FIDELITY)
  void completeUploadHasItsDigest(Uploads uploads) {
    String upload = uploads.fresh();
    uploads.given(upload, 1, 2);
    uploads.state(upload);
    Octets whole = Uploads.content(1).plus(Uploads.content(2));
    Json answer = uploads.complete(upload, 2).expect(status(200)).expectJson();
    String digest = Uploads.sha256(whole);
    if (answer.expectNumber("size") != whole.size()
        || !answer.expectText("sha256").equals(digest)) {
      throw VerdictException.violates(
          "size " + whole.size() + " and sha256 " + digest, answer.toString());
    }
  }

  @Must(
      id = "request-response.upload.incomplete",
      claim = "an upload with a part missing is not completed: 409",
      source = "contract A, Uploads",
      proves = ERROR_HANDLING,
      cases = Gap.class)
  void incompleteUploadIsRefused(Uploads uploads, Gap gap) {
    String upload = uploads.fresh();
    uploads.given(upload, gap.parts);
    uploads.state(upload);
    uploads.complete(upload, 3).expect(status(409));
  }

  /// Which of three parts is missing.
  enum Gap implements Case {
    FIRST(2, 3),
    MIDDLE(1, 3),
    LAST(1, 2);

    private final int[] parts;

    Gap(int... parts) {
      this.parts = parts;
    }
  }

  @Must(
      id = "request-response.upload.gaps-told",
      claim = "whoever completes too early is told all that is missing",
      source = "contract A, Uploads",
      proves = {ERROR_HANDLING, RESUMPTION})
  void allGapsAreTold(Uploads uploads) {
    String upload = uploads.fresh();
    uploads.given(upload, 2, 4);
    uploads.state(upload);
    List<Long> missing =
        Uploads.numbers(uploads.complete(upload, 5).expect(status(409)).expectJson(), "missing");
    if (!missing.stream().sorted().toList().equals(List.of(1L, 3L, 5L))) {
      throw VerdictException.violates("“missing” with all of 1, 3 and 5", "" + missing);
    }
  }

  @Must(
      id = "request-response.upload.goes-on",
      claim = "an upload that could not be completed goes on",
      source = "contract A, Uploads",
      proves = {ERROR_HANDLING, RESUMPTION})
  void uploadGoesOnAfterRefusal(Uploads uploads) {
    String upload = uploads.fresh();
    uploads.given(upload, 1);
    uploads.complete(upload, 2).require(status(409));
    uploads.given(upload, 2);
    Reply completed = uploads.complete(upload, 2).expect(status(200));
    Uploads.has(
        Uploads.digest(completed),
        Uploads.content(1).plus(Uploads.content(2)),
        "the part from before the refusal, and the one after");
  }

  @Must(
      id = "request-response.upload.completed-again",
      claim = "completing again is answered the same",
      source = "contract A, Uploads",
      proves = IDEMPOTENCY)
  void completingAgainIsAnsweredTheSame(Uploads uploads) {
    String upload = uploads.fresh();
    uploads.given(upload, 1);
    Json first = uploads.complete(upload, 1).require(status(200)).expectJson();
    Reply again = uploads.complete(upload, 1).expect(status(200));
    if (!again.expectJson().isSame(first)) {
      throw VerdictException.violates("the first answer again, " + first, again.toString());
    }
  }

  @Must(
      id = "request-response.upload.closed",
      claim = "a complete upload takes no more parts: 409",
      source = "contract A, Uploads",
      proves = {ERROR_HANDLING, FIDELITY})
  void completeUploadTakesNoParts(Uploads uploads) {
    String upload = uploads.fresh();
    uploads.given(upload, 1);
    uploads.complete(upload, 1).require(status(200));
    uploads.put(upload, 1, Octets.utf8("another")).expect(status(409));
  }

  @Must(
      id = "request-response.upload.flag",
      claim = "a complete upload says so",
      source = "contract A, Uploads",
      proves = FIDELITY)
  void completeUploadSaysSo(Uploads uploads) {
    String upload = uploads.fresh();
    uploads.given(upload, 1);
    uploads.complete(upload, 1).require(status(200));
    Json state = uploads.ask(upload).expect(status(200)).expectJson();
    if (!state.expectFlag("complete")) {
      throw VerdictException.violates("“complete” true", state.toString());
    }
  }

  @Must(
      id = "request-response.upload.parts-value",
      claim = "a count of parts that makes no sense is refused",
      source = "contract A, Uploads",
      proves = ERROR_HANDLING,
      cases = BadCount.class)
  void senselessCountIsRefused(Uploads uploads, BadCount bad) {
    String upload = uploads.fresh();
    uploads.given(upload, 1);
    uploads.api().post("/uploads/" + upload + "/complete", bad.json).expect(refusal(422, 400));
  }

  /// JSON objects without an integer from 1 to 1000.
  enum BadCount implements Case {
    MISSING("{}"),
    ZERO("{\"parts\":0}"),
    TOO_LARGE("{\"parts\":1001}"),
    TEXT("{\"parts\":\"1\"}");

    private final String json;

    BadCount(String json) {
      this.json = json;
    }
  }
}
