package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.rejection;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.requireHostMissed;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.May;
import dev.wireproof.engine.spec.Must;

/// Where a line of the head ends, and what stands between the request line and the first field (RFC
/// 9112 §2.2).
class LineEndSpec {

  @May(
      id = "http1.line-end.bare-lf",
      claim = "lines that end in LF alone make the same request, or none",
      rfc = "9112#2.2",
      proves = {FRAMING, LIVENESS})
  void bareLfIsTakenOrRefused(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").endingLinesWith("\n")).expect(success().or(refusal(400)));
  }

  @Must(
      id = "http1.line-end.cr-alone",
      claim = "a CR alone ends no line",
      rfc = "9112#2.2",
      proves = {FRAMING, ROBUSTNESS})
  void bareCrEndsNoLine(Http1Wire wire) {
    wire.requireControl(get("/").with("X-Wireproof", "1"));
    wire.send(get("/").with("X-Wireproof", "1\r\r" + Smuggling.REQUEST_LINE))
        .expect(success().or(rejection()))
        .expectSilenceOrClose("nothing, or a close: the value holds no second request");
  }

  @Must(
      id = "http1.line-end.blank-before-first-field",
      claim = "a line that begins with a space before the first field is not a field",
      rfc = "9112#2.2",
      proves = {FRAMING, ROBUSTNESS})
  void indentedFirstLineIsNoField(Http1Wire wire) {
    wire.requireControl(get("/"));
    requireHostMissed(wire);
    wire.send(get("/").without("Host").withFirstLine(" Host: {host}")).expect(rejection());
  }
}
