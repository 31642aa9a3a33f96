package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.ifAnswered;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.specs.http1.Http1Controls.requireClose;
import static dev.wireproof.specs.http1.Http1Controls.requireContinue;
import static dev.wireproof.specs.http1.Http1Controls.requireHttp10;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.util.List;

/// Offers to switch to another protocol (RFC 9110 §7.8).
class UpgradeSpec {

  private static Http1Request offering(String protocol) {
    return offering(get("/"), protocol);
  }

  private static Http1Request offering(Http1Request request, String protocol) {
    return request.with("Connection", "Upgrade").with("Upgrade", protocol);
  }

  private static Expectation<Seen> inHttp11() {
    return ifAnswered("a response in HTTP/1.1, not 101", response -> response.status() != 101);
  }

  @Must(
      id = "http1.upgrade.unknown",
      claim = "a server does not switch to a protocol that does not exist",
      rfc = "9110#7.8",
      proves = {NEGOTIATION, ROBUSTNESS})
  void unknownProtocolIsNotSpoken(Http1Wire wire) {
    wire.requireControl(get("/"));
    wire.send(offering("wireproof/1"), get("/").with("Connection", "close"))
        .expect(inHttp11())
        .expect(success().or(closed()));
  }

  @Must(
      id = "http1.upgrade.http10",
      claim = "Upgrade does not count in HTTP/1.0",
      rfc = "9110#7.8",
      proves = NEGOTIATION,
      cases = Offer.class)
  void upgradeDoesNotCountInHttp10(Http1Wire wire, Offer offer) {
    requireHttp10(wire);
    wire.send(offer.request().version("HTTP/1.0")).expect(inHttp11());
  }

  @Should(
      id = "http1.upgrade.without-option",
      claim = "an Upgrade that Connection does not name is not an offer",
      rfc = "9110#7.8",
      proves = NEGOTIATION,
      cases = Offer.class)
  void upgradeNeedsItsOption(Http1Wire wire, Offer offer) {
    wire.requireControl(get("/"));
    wire.send(offer.request().without("Connection")).expect(inHttp11());
  }

  @Must(
      id = "http1.upgrade.switch-named",
      claim = "101 says in Upgrade and Connection what is spoken from now on",
      rfc = "9110#7.8",
      proves = NEGOTIATION,
      cases = Offer.class)
  void switchIsNamed(Http1Wire wire, Offer offer) {
    wire.requireControl(get("/"));
    wire.send(offer.request())
        .expect(
            ifAnswered(
                "no switch, or 101 with Upgrade and Connection: upgrade",
                response ->
                    response.status() != 101
                        || (response.fields().has("Upgrade")
                            && response.fields().members("Connection").contains("upgrade"))));
  }

  @Must(
      id = "http1.upgrade.only-offered",
      claim = "a server switches to nothing that was not offered",
      rfc = "9110#7.8",
      proves = NEGOTIATION,
      cases = Offer.class)
  void onlyWhatWasOfferedIsSpoken(Http1Wire wire, Offer offer) {
    wire.requireControl(get("/"));
    wire.send(offer.request())
        .expect(
            ifAnswered(
                "no switch, or one to " + offer.protocol,
                response ->
                    response.status() != 101
                        || List.of(offer.protocol)
                            .containsAll(response.fields().members("Upgrade"))));
  }

  /// Protocols that a server may well speak.
  enum Offer implements Case {
    H2C("h2c"),
    WEBSOCKET("websocket");

    private final String protocol;

    Offer(String protocol) {
      this.protocol = protocol;
    }

    Http1Request request() {
      return this == H2C
          ? offering(protocol)
              .replacing("Connection", "Upgrade, HTTP2-Settings")
              .with("HTTP2-Settings", "AAMAAABkAAQAoAAAAAIAAAAA")
          : offering(protocol)
              .with("Sec-WebSocket-Version", "13")
              .with("Sec-WebSocket-Key", "d2lyZXByb29mLXdpcmVwcg==");
    }
  }

  @Must(
      id = "http1.upgrade.continue-first",
      claim = "a client that waits with its body gets 100 before 101",
      rfc = "9110#7.8",
      proves = NEGOTIATION)
  void continueComesBeforeTheSwitch(Http1Wire wire, Http1Upload upload) {
    wire.requireControl(upload.request().withBody("hello"));
    requireContinue(wire, upload);
    wire.sendAllBut(
            5, offering(upload.request(), "h2c").withBody("hello").with("Expect", "100-continue"))
        .expectInterim(ifAnswered("no 101 yet", response -> response.status() != 101));
  }

  @Must(
      id = "http1.upgrade.body",
      claim = "the body of a request that offers a switch is read before anything else",
      rfc = "9110#7.8",
      proves = {FRAMING, ROBUSTNESS})
  void bodyIsReadWhateverIsOffered(Http1Wire wire, Http1Upload upload) {
    requireClose(wire);
    wire.requireControl(upload.request().withBody("hello"));
    Smuggling.expectBodyIsNotARequest(wire, offering(upload.request(), "wireproof/1"));
  }
}
