package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;

/// Field lines (RFC 9112 §5, RFC 9110 §5).
class FieldLineSpec {

  private static final int MORE_THAN_ANYONE_TAKES = 256 * 1024;

  @Must(
      id = "http1.field.space-before-colon",
      claim = "a space between a field's name and its colon is refused",
      rfc = "9112#5.1",
      proves = {FRAMING, ROBUSTNESS})
  void blankBeforeColonIsRefused(Http1Wire wire) {
    wire.requireControl(get("/").with("X-Wireproof", "1"));
    wire.send(get("/").withLine("X-Wireproof : 1")).expect(refusal(400));
  }

  @Must(
      id = "http1.field.name-case-insensitive",
      claim = "field names mean the same in any case",
      rfc = "9110#5.1",
      proves = FRAMING)
  void fieldNamesHaveNoCase(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").without("Host").withLine("hOsT: {host}")).expect(success());
  }

  @Should(
      id = "http1.field.line-without-colon",
      claim = "a line of the field section without a colon is refused",
      rfc = "9112#2.2",
      proves = {FRAMING, ROBUSTNESS})
  void lineWithoutColonIsRefused(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").withLine("no colon in here")).expect(refusal(400));
  }

  @Must(
      id = "http1.field.oversize",
      claim = "a field section larger than the server processes is refused with a 4xx",
      rfc = "9110#5.4",
      proves = {ERROR_HANDLING, ROBUSTNESS})
  void oversizeFieldIsRefused(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").with("X-Wireproof", "a".repeat(MORE_THAN_ANYONE_TAKES)))
        .expect(
            refusal(431, 400, 413)
                .unless(
                    success(), "the server takes a field of 256 KiB, so its limit was not met"));
  }
}
