package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.closed;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import org.jspecify.annotations.Nullable;

/// A connection whose rules can be judged only as long as it goes on. A server may end one after
/// any response (RFC 9112 §9.3, §9.6): `http1.persistence.second-request` advises against that, and
/// it says nothing about the rules for the requests that follow. So once a response has announced
/// the end, the next step does not apply.
public final class Kept {

  private static final String WHY =
      "the server ended the connection after its response, so nothing more could be asked on it;"
          + " see http1.persistence.second-request";

  private final Http1Wire wire;
  private @Nullable Http1Response before;
  private int answered;

  private Kept(Http1Wire wire) {
    this.wire = wire;
  }

  public static Kept on(Http1Wire wire) {
    return new Kept(wire);
  }

  /// A response after which the connection goes on, as far as it says.
  ///
  /// @throws VerdictException when it announces the end: not applicable
  public static Http1Response requireGoingOn(Http1Response response) {
    if (response.announcesClose()) {
      throw VerdictException.notApplicable(WHY);
    }
    return response;
  }

  /// As [#requireGoingOn(Http1Response)], where something else than a response may have come.
  public static void requireGoingOn(Seen seen) {
    if (seen instanceof Seen.Response(var response)) {
      requireGoingOn(response);
    }
  }

  /// Sends the requests in one write.
  ///
  /// @throws VerdictException when the end was announced: not applicable
  public Kept send(Http1Request... requests) {
    requireNotEnding();
    wire.send(requests);
    return this;
  }

  /// A plain exchange that the spec needs and is not about.
  ///
  /// @throws VerdictException unless it is served: inconclusive
  public Kept requireServed(Http1Request request) {
    requireNotEnding();
    before = wire.requireServed(request);
    return this;
  }

  /// Judges the next response. An end that was not announced is judged with it, unless it comes
  /// behind the first: a server need not serve more, and what is not answered may be sent again
  /// (RFC 9112 §9.3.2).
  ///
  /// @throws VerdictException when the connection ends behind a response: not applicable
  public Kept expect(Expectation<Seen> expectation) {
    expectResponse(expectation);
    return this;
  }

  /// As [#expect], and returns the response.
  public Http1Response expectResponse(Expectation<Seen> expectation) {
    requireNotEnding();
    Http1Response next = wire.expectResponse(answered == 1 ? orEnded(expectation) : expectation);
    before = next;
    answered++;
    return next;
  }

  /// Judges the next response, where the end of the connection, announced or not, neither keeps nor
  /// breaks the rule.
  public Kept expectUnlessEnded(Expectation<Seen> expectation) {
    return expect(orEnded(expectation));
  }

  /// Judges the next response, or expects the end that the response before has announced: whatever
  /// comes between was sent by mistake.
  public void expectOrAnnouncedEnd(Expectation<Seen> expectation) {
    if (isEnding()) {
      wire.expectClosed();
    } else {
      wire.expect(orEnded(expectation));
    }
  }

  /// The expectation of something behind a response, where the end of the connection neither keeps
  /// nor breaks the rule.
  static Expectation<Seen> orEnded(Expectation<Seen> expectation) {
    return expectation.unless(closed(), WHY);
  }

  private boolean isEnding() {
    Http1Response last = before;
    return last != null && last.announcesClose();
  }

  private void requireNotEnding() {
    if (isEnding()) {
      throw VerdictException.notApplicable(WHY);
    }
  }
}
