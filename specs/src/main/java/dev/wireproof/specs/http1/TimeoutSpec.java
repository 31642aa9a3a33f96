package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.KEEPALIVE;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.DeclaredLimits;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;

/// Clients that take their time, against the limits that the target promises.
class TimeoutSpec {

  private static final String IDLE = "idle-timeout";
  private static final String HEADER = "header-timeout";
  private static final String BODY = "body-timeout";

  private static final Expectation<Seen> SILENCE =
      Expectation.of("nothing", seen -> seen instanceof Seen.Silence);

  @Must(
      id = "http1.timeout.idle",
      claim = "an idle connection is closed when the promised time is over",
      source = "contract, limits: idle-timeout; RFC 9112 §9.5",
      proves = {KEEPALIVE, LIVENESS},
      timing = true)
  void idleConnectionIsClosed(Http1Wire wire, DeclaredLimits promises) {
    Duration idle = promises.timeout(IDLE);
    wire.requireServed(get("/"));
    wire.expect(closed().or(status(408)), wire.next(promises.withSlack(idle)));
  }

  @Must(
      id = "http1.timeout.idle-kept",
      claim = "an idle connection is kept until the promised time is over",
      source = "contract, limits: idle-timeout",
      proves = KEEPALIVE,
      timing = true)
  void idleConnectionIsKept(Http1Wire wire, DeclaredLimits promises) {
    Duration promised = promises.timeout(IDLE);
    Kept.requireGoingOn(wire.requireServed(get("/")));
    wire.expect(
        SILENCE.as("the connection kept for " + promised.toMillis() + " ms"),
        wire.watch(promised.multipliedBy(4).dividedBy(5)));
    wire.send(get("/")).expect(success());
  }

  @Should(
      id = "http1.timeout.idle-graceful",
      claim = "an idle connection ends with FIN, not with a reset",
      rfc = "9112#9.5",
      proves = KEEPALIVE,
      timing = true)
  void idleConnectionEndsGracefully(Http1Wire wire, DeclaredLimits promises) {
    Duration idle = promises.timeout(IDLE);
    wire.requireServed(get("/"));
    Seen end = wire.next(promises.withSlack(idle));
    requireThat(
        end,
        Expectation.of("the connection to be closed", seen -> !(seen instanceof Seen.Silence)));
    wire.expect(
        Expectation.of("FIN, and not a reset", seen -> !(seen instanceof Seen.Broken)), end);
  }

  @Must(
      id = "http1.timeout.header",
      claim = "a head that never ends is given up when the promised time is over",
      source = "contract, limits: header-timeout; RFC 9110 §15.5.9",
      proves = {LIVENESS, ROBUSTNESS},
      timing = true)
  void headThatNeverEndsIsGivenUp(Http1Wire wire, DeclaredLimits promises) {
    Duration header = promises.timeout(HEADER);
    wire.requireControl(get("/"));
    wire.sendAllBut(4, get("/"));
    wire.expect(closed().or(status(408, 400)), wire.next(promises.withSlack(header)));
  }

  @Must(
      id = "http1.timeout.header-drip",
      claim = "a head that comes one line at a time is given up all the same",
      source = "contract, limits: header-timeout; RFC 9110 §15.5.9",
      proves = {LIVENESS, ROBUSTNESS},
      timing = true)
  void drippingHeadIsGivenUp(Http1Wire wire, DeclaredLimits promises) {
    Duration header = promises.timeout(HEADER);
    wire.requireControl(get("/"));
    Seen end = wire.drip(get("/"), header.dividedBy(4), promises.withSlack(header));
    requireThat(
        end,
        Expectation.of("no success before the head was whole", seen -> !success().allows(seen)));
    wire.expect(closed().or(status(408, 400)), end);
  }

  @Observes(
      id = "http1.timeout.header-end",
      claim = "how the server gives up a head that never ends",
      rfc = "9110#15.5.9",
      proves = {LIVENESS, ERROR_HANDLING},
      timing = true)
  void endOfHeadThatNeverEnds(Http1Wire wire, DeclaredLimits promises, Observation fact) {
    Duration header = promises.timeout(HEADER);
    wire.sendAllBut(4, get("/"));
    fact.is(
        switch (wire.next(promises.withSlack(header))) {
          case Seen.Response(var response) -> "says " + response.status();
          case Seen.Closed _ -> "closes without a word";
          case Seen.Broken _ -> "resets without a word";
          default -> "does not give it up";
        });
  }

  @Must(
      id = "http1.timeout.body",
      claim = "a body that never ends is given up when the promised time is over",
      source = "contract, limits: body-timeout; RFC 9110 §15.5.9",
      proves = {LIVENESS, ROBUSTNESS},
      timing = true)
  void bodyThatNeverEndsIsGivenUp(Http1Wire wire, DeclaredLimits promises, Http1Upload upload) {
    Duration body = promises.timeout(BODY);
    Http1Request request = upload.request().withBody("hello");
    wire.requireControl(request);
    wire.sendAllBut(2, request);
    Seen seen = wire.next(promises.withSlack(body));
    if (seen instanceof Seen.Response(var early) && early.isSuccess()) {
      // it need not wait for the body to answer, but for the end of the request it must not wait
      seen = wire.next(promises.withSlack(body));
    }
    wire.expect(closed().or(status(408, 400)), seen);
  }
}
