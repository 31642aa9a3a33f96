package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.rejection;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.options;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.wire.http1.Http1Response;

/// What a request asks for, in one of four forms (RFC 9112 §3.2, RFC 9110 §7.1).
class TargetSpec {

  private static final int MORE_THAN_MOST_TAKE = 64 * 1024;

  @Must(
      id = "http1.target.too-long",
      claim = "a target longer than the server reads is refused with 414",
      rfc = "9112#3",
      proves = {ERROR_HANDLING, ROBUSTNESS})
  void longTargetIsRefused(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("/?" + "a".repeat(MORE_THAN_MOST_TAKE)))
        .expect(refusal(414, 404).unless(success(), "the server reads targets of 64 KiB too"));
  }

  @Should(
      id = "http1.target.no-known-form",
      claim = "a target in none of the four forms is refused",
      rfc = "9112#3.2",
      proves = ERROR_HANDLING,
      cases = NoForm.class)
  void targetWithoutFormIsRefused(Http1Wire wire, NoForm target) {
    wire.requireControl(get("/"));
    wire.send(get(target.text)).expect(refusal(400));
  }

  /// No path, no URI, no authority, no asterisk.
  enum NoForm implements Case {
    RELATIVE_PATH("wireproof"),
    QUERY_ALONE("?wireproof"),
    BACKSLASH("\\wireproof"),
    SCHEME_WITHOUT_AUTHORITY("http:wireproof");

    private final String text;

    NoForm(String text) {
      this.text = text;
    }
  }

  @Should(
      id = "http1.target.characters",
      claim = "a target with characters that no URI has is refused",
      rfc = "9112#3.2",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = NoUri.class)
  void targetWithForeignCharactersIsRefused(Http1Wire wire, NoUri target) {
    wire.requireControl(get("/"));
    wire.send(get(target.text)).expect(refusal(400));
  }

  /// Octets outside RFC 3986.
  enum NoUri implements Case {
    CONTROL("/?a\u0001"),
    NUL("/?a\u0000"),
    ABOVE_ASCII("/?a\u00e9"),
    FRAGMENT("/#wireproof"),
    BROKEN_PERCENT("/?%zz");

    private final String text;

    NoUri(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "http1.target.absolute-form-beats-host",
      claim = "where the target names a host, Host is ignored",
      rfc = "9112#3.2.2",
      proves = {NEGOTIATION, ROBUSTNESS})
  void absoluteFormBeatsHost(Http1Wire wire) {
    wire.requireControl(get("http://{host}/"));
    wire.send(get("http://{host}/").replacing("Host", "wireproof.invalid"))
        .expect(
            success()
                .tolerating(
                    status(400, 421), "refused, because Host and the target name two hosts"));
  }

  @Should(
      id = "http1.target.authority-form",
      claim = "host:port is a target for CONNECT alone",
      rfc = "9112#3.2.3",
      proves = ERROR_HANDLING)
  void authorityFormIsForConnectAlone(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("wireproof.invalid:80")).expect(refusal(400));
  }

  @Must(
      id = "http1.target.connect-port",
      claim = "CONNECT to no port, or to one that cannot be, is refused",
      rfc = "9110#9.3.6",
      proves = {ERROR_HANDLING, ROBUSTNESS},
      cases = BadPort.class)
  void connectToNoPortIsRefused(Http1Wire wire, BadPort target) {
    wire.requireControl(get("/"));
    wire.send(request("CONNECT", target.text))
        .expect(rejection().or(response("3xx", TargetSpec::isRedirect)));
  }

  /// No tunnel, and so no harm.
  private static boolean isRedirect(Http1Response response) {
    return response.status() / 100 == 3;
  }

  /// Empty, or no port number.
  enum BadPort implements Case {
    EMPTY("localhost:"),
    NONE("localhost"),
    LETTERS("localhost:http"),
    TOO_LARGE("localhost:70000");

    private final String text;

    BadPort(String text) {
      this.text = text;
    }
  }

  @Should(
      id = "http1.target.asterisk",
      claim = "OPTIONS * asks about the server as a whole",
      rfc = "9112#3.2.4",
      proves = NEGOTIATION)
  void asteriskIsTheServerItself(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(options("*"))
        .expect(
            response(
                "2xx, or 405 or 501 where there is no OPTIONS",
                response ->
                    response.isSuccess() || response.status() == 405 || response.status() == 501));
  }

  @Should(
      id = "http1.target.asterisk-for-get",
      claim = "the target * is refused with any method but OPTIONS",
      rfc = "9110#7.1",
      proves = ERROR_HANDLING)
  void asteriskIsForOptionsAlone(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(get("*")).expect(refusal(400));
  }
}
