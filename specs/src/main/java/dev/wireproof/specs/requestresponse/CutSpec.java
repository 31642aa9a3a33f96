package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.RESUMPTION;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import java.util.function.Consumer;

/// A client that leaves in the middle of a part: what came of it counts for nothing.
class CutSpec {

  private static final int CUT_OFF = 4;

  @Must(
      id = "request-response.cut.part",
      claim = "a part whose client has left before its end is missing",
      source = "contract A, Uploads",
      proves = {RESUMPTION, FIDELITY},
      cases = Leaving.class)
  void cutPartIsMissing(Uploads uploads, Http1Wire wire, Leaving leaving) {
    String upload = uploads.fresh();
    uploads.given(upload, 1);
    cut(uploads, wire, upload, 2, leaving);
    if (Await.until(() -> shows(uploads, upload, 2), uploads.api().patience().forQuiet())) {
      throw VerdictException.violates("part 2 missing, since half of it came", "part 2 is there");
    }
  }

  private static void cut(
      Uploads uploads, Http1Wire wire, String upload, int part, Leaving leaving) {
    Octets octets = Octets.utf8("this part is cut off before its end");
    wire.sendAllBut(CUT_OFF, uploads.putting(upload, Integer.toString(part), octets));
    leaving.how.accept(wire);
  }

  private static boolean shows(Uploads uploads, String upload, long part) {
    return Uploads.numbers(uploads.state(upload), "parts").contains(part);
  }

  @Must(
      id = "request-response.cut.replacement",
      claim = "a replacement whose client has left before its end replaces nothing",
      source = "contract A, Uploads",
      proves = {RESUMPTION, FIDELITY},
      cases = Leaving.class)
  void cutReplacementReplacesNothing(Uploads uploads, Http1Wire wire, Leaving leaving) {
    String upload = uploads.fresh();
    uploads.given(upload, 1);
    cut(uploads, wire, upload, 1, leaving);
    // a server that takes it needs a moment for that
    Await.until(() -> false, uploads.api().patience().forQuiet());
    Reply completed = uploads.complete(upload, 1).require(status(200));
    Uploads.has(Uploads.digest(completed), Uploads.content(1), "the part from before");
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
