package dev.wireproof.specs.http1;

import static dev.wireproof.harness.http1.Expectation.refusal;
import static dev.wireproof.harness.http1.Expectation.success;
import static dev.wireproof.harness.spec.Property.ERROR_HANDLING;
import static dev.wireproof.harness.spec.Property.NEGOTIATION;
import static dev.wireproof.harness.spec.Property.ROBUSTNESS;
import static dev.wireproof.harness.spec.Slug.HTTP1;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.harness.http1.Http1Wire;
import dev.wireproof.harness.spec.Must;
import dev.wireproof.harness.spec.Should;
import dev.wireproof.harness.spec.Topic;
import dev.wireproof.wire.Octets;

/// The first line of a request (RFC 9112 §2.2, §2.3, §3).
@Topic(HTTP1)
class RequestLineSpec {

  @Should(
      id = "http1.request-line.leading-empty-line",
      claim = "an empty line before the request line is ignored",
      rfc = "9112#2.2",
      proves = ROBUSTNESS,
      lectures = 22)
  void leadingEmptyLineIsIgnored(Http1Wire wire) {
    wire.control(get("/"));
    wire.send(get("/").bent(octets -> Octets.latin1("\r\n").plus(octets))).expect(success());
  }

  @Must(
      id = "http1.target.absolute-form",
      claim = "a request target in absolute form is accepted",
      rfc = "9112#3.2.2",
      proves = NEGOTIATION,
      lectures = {22, 47})
  void absoluteFormIsAccepted(Http1Wire wire) {
    wire.control(get("/"));
    wire.send(get("http://{host}/")).expect(success());
  }

  @Should(
      id = "http1.version.unknown-major",
      claim = "a major version that the server does not speak is refused",
      rfc = "9110#15.6.6",
      proves = {NEGOTIATION, ERROR_HANDLING},
      lectures = 22)
  void unknownMajorVersionIsRefused(Http1Wire wire) {
    wire.control(get("/"));
    wire.send(get("/").version("HTTP/3.7")).expect(refusal(505, 400));
  }

  @Should(
      id = "http1.method.unknown",
      claim = "a method that nobody has defined is answered with 501",
      rfc = "9110#9.1",
      proves = ERROR_HANDLING,
      lectures = {5, 22})
  void unknownMethodIsNotImplemented(Http1Wire wire) {
    wire.control(get("/"));
    wire.send(request("WIREPROOF", "/")).expect(refusal(501));
  }
}
