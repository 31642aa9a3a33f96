package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;
import static dev.wireproof.engine.verdict.Expectations.containsNot;
import static dev.wireproof.specs.requestresponse.Uploads.digestOf;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.Octets;
import java.util.function.Consumer;

/// A client that leaves in the middle of a part: what came of the part is dropped.
class CutSpec {

  private static final int CUT_OFF = 4;

  @Must(
      id = "request-response.cut.part",
      claim = "a part whose client left before its end is missing",
      source = "contract A, Uploads",
      proves = {RESUMPTION, FIDELITY},
      cases = Leaving.class)
  void cutPartIsMissing(Uploads uploads, Http1Wire wire, Leaving leaving) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1);
    putAndLeave(uploads, wire, upload, 2, leaving);
    Await.until(() -> uploads.hasPart(upload, 2), uploads.patience().forQuiet());
    uploads
        .requireState(upload)
        .expectJson(
            json("parts").numbers(containsNot(2L).as("without 2, of which only a half came")));
  }

  /// Leaves before the last octets of the part are sent.
  private static void putAndLeave(
      Uploads uploads, Http1Wire wire, String upload, int part, Leaving leaving) {
    Octets octets = Octets.utf8("this part is cut off before its end");
    wire.sendAllBut(CUT_OFF, uploads.putRequest(upload, Integer.toString(part), octets));
    leaving.how.accept(wire);
  }

  @Must(
      id = "request-response.cut.replacement",
      claim = "a replacement whose client left before its end replaces nothing",
      source = "contract A, Uploads",
      proves = {RESUMPTION, FIDELITY},
      cases = Leaving.class)
  void cutReplacementReplacesNothing(Uploads uploads, Http1Wire wire, Leaving leaving) {
    String upload = uploads.newUpload();
    uploads.requireParts(upload, 1);
    putAndLeave(uploads, wire, upload, 1, leaving);
    // a server that takes it needs a moment for that
    Await.until(() -> false, uploads.patience().forQuiet());
    uploads
        .requireComplete(upload, 1)
        .expectJson(digestOf(Uploads.content(1), "the part from before"));
  }

  /// How it leaves.
  enum Leaving implements Case {
    CLOSED(Http1Wire::finishSending),
    RESET(Http1Wire::reset);

    private final Consumer<Http1Wire> how;

    Leaving(Consumer<Http1Wire> how) {
      this.how = how;
    }
  }
}
