package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.verdict.Expectations.inAnyOrder;
import static dev.wireproof.specs.pattern.Refusals.refusal;
import static dev.wireproof.specs.requestresponse.Uploads.contents;
import static dev.wireproof.specs.requestresponse.Uploads.digestOf;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.Octets;
import java.util.List;

/// An upload is completed when all of it is there, and then it is closed.
class CompleteSpec {

  @Must(
      id = "request-response.upload.digest",
      claim = "a complete upload is answered with its size and its SHA-256 in lower case",
      source = "contract A, Uploads",
      proves = FIDELITY)
  void completeUploadHasItsDigest(Uploads uploads) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1, 2);
    uploads.requireState(upload);
    Octets whole = contents(1, 2);
    uploads
        .postComplete(upload, 2)
        .expect(status(200))
        .expectJson(json("size").is(whole.size()), json("sha256").is(Uploads.sha256(whole)));
  }

  @Must(
      id = "request-response.upload.incomplete",
      claim = "an upload of which a part is missing is not completed, but refused with 409",
      source = "contract A, Uploads",
      proves = ERROR_HANDLING,
      cases = Gap.class)
  void incompleteUploadIsRefused(Uploads uploads, Gap gap) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, gap.parts);
    uploads.requireState(upload);
    uploads.postComplete(upload, 3).expect(status(409));
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
      claim = "a client that completes too early learns all parts that are missing",
      source = "contract A, Uploads",
      proves = {ERROR_HANDLING, RESUMPTION})
  void allGapsAreReported(Uploads uploads) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 2, 4);
    uploads.requireState(upload);
    uploads
        .postComplete(upload, 5)
        .expect(status(409))
        .expectJson(json("missing").numbers(inAnyOrder(List.of(1L, 3L, 5L))));
  }

  @Must(
      id = "request-response.upload.goes-on",
      claim = "an upload that could not be completed can be continued",
      source = "contract A, Uploads",
      proves = {ERROR_HANDLING, RESUMPTION})
  void uploadGoesOnAfterRefusal(Uploads uploads) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1);
    uploads.postComplete(upload, 2).require(status(409));
    uploads.requireParts(upload, 2);
    uploads
        .postComplete(upload, 2)
        .expect(status(200))
        .expectJson(
            digestOf(contents(1, 2), "the part from before the refusal, and the one after"));
  }

  @Must(
      id = "request-response.upload.completed-again",
      claim = "completing again is answered with the same JSON",
      source = "contract A, Uploads",
      proves = IDEMPOTENCY)
  void completingAgainIsAnsweredTheSame(Uploads uploads) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1);
    Reply first = uploads.requireComplete(upload, 1);
    uploads.postComplete(upload, 1).expect(status(200)).expectJson(json().is(first.json()));
  }

  @Must(
      id = "request-response.upload.closed",
      claim = "a complete upload refuses more parts with 409",
      source = "contract A, Uploads",
      proves = {ERROR_HANDLING, FIDELITY})
  void completeUploadTakesNoParts(Uploads uploads) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1);
    uploads.requireComplete(upload, 1);
    uploads.putPart(upload, 1, Octets.utf8("another")).expect(status(409));
  }

  @Must(
      id = "request-response.upload.flag",
      claim = "a complete upload has the state “complete”",
      source = "contract A, Uploads",
      proves = FIDELITY)
  void completeUploadSaysSo(Uploads uploads) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1);
    uploads.requireComplete(upload, 1);
    uploads.getUpload(upload).expect(status(200)).expectJson(json("complete").is(true));
  }

  @Must(
      id = "request-response.upload.parts-value",
      claim = "a count of parts that makes no sense is refused",
      source = "contract A, Uploads",
      proves = ERROR_HANDLING,
      cases = BadCount.class)
  void senselessCountIsRefused(Uploads uploads, BadCount bad) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1);
    uploads.postComplete(upload, bad.json).expect(refusal(422, 400));
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
