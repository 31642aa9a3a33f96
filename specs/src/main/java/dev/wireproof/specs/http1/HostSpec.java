package dev.wireproof.specs.http1;

import static dev.wireproof.harness.http1.Expectation.refusal;
import static dev.wireproof.harness.spec.Property.ERROR_HANDLING;
import static dev.wireproof.harness.spec.Property.ROBUSTNESS;
import static dev.wireproof.harness.spec.Slug.HTTP1;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.harness.http1.Http1Wire;
import dev.wireproof.harness.spec.Case;
import dev.wireproof.harness.spec.Must;
import dev.wireproof.harness.spec.Topic;

/// The Host field, which every HTTP/1.1 request has exactly once (RFC 9112 §3.2).
@Topic(HTTP1)
class HostSpec {

  @Must(
      id = "http1.host.missing",
      claim = "a request without Host is refused",
      rfc = "9112#3.2",
      proves = ERROR_HANDLING,
      lectures = 22)
  void requestWithoutHostIsRefused(Http1Wire wire) {
    wire.control(get("/"));
    wire.send(get("/").without("Host")).expect(refusal(400));
  }

  @Must(
      id = "http1.host.duplicate",
      claim = "a request with two Host lines is refused, even when they agree",
      rfc = "9112#3.2",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      lectures = 22)
  void requestWithTwoHostsIsRefused(Http1Wire wire) {
    wire.control(get("/"));
    wire.send(get("/").with("Host", "{host}")).expect(refusal(400));
  }

  @Must(
      id = "http1.host.invalid",
      claim = "a Host value that is no host is refused",
      rfc = "9112#3.2",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      lectures = 22,
      cases = BadHost.class)
  void invalidHostIsRefused(Http1Wire wire, BadHost host) {
    wire.control(get("/"));
    wire.send(get("/").replacing("Host", host.value)).expect(refusal(400));
  }

  /// Values that match no production of RFC 3986 §3.2.
  enum BadHost implements Case {
    WITH_A_PATH("example.com/path"),
    WITH_A_BLANK("example.com example.org"),
    UNCLOSED_BRACKET("[::1"),
    TWO_PORTS("example.com:80:80"),
    WITH_USERINFO("user@example.com");

    private final String value;

    BadHost(String value) {
      this.value = value;
    }
  }
}
