package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.requireHttp10;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;

/// The Host field, which every HTTP/1.1 request has exactly once (RFC 9112 §3.2).
class HostSpec {

  @Must(
      id = "http1.host.missing",
      claim = "a request without Host is refused",
      rfc = "9112#3.2",
      proves = ERROR_HANDLING)
  void requestWithoutHostIsRefused(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").without("Host")).expect(refusal(400));
  }

  @Must(
      id = "http1.host.duplicate",
      claim = "a request with two Host lines is refused, even when they agree",
      rfc = "9112#3.2",
      proves = {ERROR_HANDLING, ROBUSTNESS})
  void requestWithTwoHostsIsRefused(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").with("Host", "{host}")).expect(refusal(400));
  }

  @Must(
      id = "http1.host.invalid",
      claim = "a Host value that is not a host is refused",
      rfc = "9112#3.2",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = BadHost.class)
  void invalidHostIsRefused(Http1Wire wire, BadHost host) {
    wire.requireControl(get("/"));
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

  @Must(
      id = "http1.host.missing-beside-absolute-form",
      claim = "a request without Host is refused also where its target names the host",
      rfc = "9112#3.2",
      proves = ERROR_HANDLING)
  void absoluteFormIsNoSubstituteForHost(Http1Wire wire) {
    wire.requireControl(get("http://{host}/"));
    wire.send(get("http://{host}/").without("Host")).expect(refusal(400));
  }

  @Should(
      id = "http1.host.http10",
      claim = "an HTTP/1.0 request needs no Host",
      rfc = "9112#3.2",
      proves = NEGOTIATION)
  void http10NeedsNoHost(Http1Wire wire) {
    requireHttp10(wire);
    wire.send(get("/").without("Host").version("HTTP/1.0")).expect(success());
  }

  @Should(
      id = "http1.host.empty",
      claim = "an empty Host is served, or refused as the client's mistake",
      rfc = "9112#3.2",
      proves = ERROR_HANDLING)
  void emptyHostIsServedOrRefused(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/").replacing("Host", "")).expect(success().or(refusal(400, 404, 421)));
  }

  @Should(
      id = "http1.host.forms",
      claim = "a Host may name a port, an address or an IPv6 literal",
      rfc = "9110#7.2",
      proves = NEGOTIATION,
      cases = GoodHost.class)
  void everyFormOfHostIsRead(Http1Wire wire, GoodHost host) {
    wire.requireControl(get("/"));
    wire.send(get("/").replacing("Host", host.value))
        .expect(
            response(
                "2xx, or 404 or 421 from a server of another name",
                response ->
                    response.isSuccess() || response.status() == 404 || response.status() == 421));
  }

  /// Values of the grammar of RFC 3986 §3.2.2.
  enum GoodHost implements Case {
    NAME_AND_PORT("localhost:8080"),
    NAME_AND_EMPTY_PORT("localhost:"),
    UPPER_CASE("LOCALHOST"),
    IPV4("127.0.0.1"),
    IPV6("[::1]"),
    IPV6_AND_PORT("[::1]:8080");

    private final String value;

    GoodHost(String value) {
      this.value = value;
    }
  }
}
