package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Teaches;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Seen;

/// One client beside others, and one life of the server after another.
class ConcurrencySpec {

  private static final int SLOW_CLIENTS = 40;

  @Teaches(
      id = "http1.concurrency.held-connections",
      claim = "clients that never finish their requests do not keep others waiting",
      source = "Lecture 39: the listener, the acceptor and the reader",
      proves = CONCURRENCY,
      safety = Safety.LOAD,
      alone = true)
  void slowClientsHoldUpNobody(Http1Wire wire) {
    wire.requireControl(get("/"));
    for (int i = 0; i < SLOW_CLIENTS; i++) {
      wire.another().sendAllBut(2, get("/"));
    }
    wire.send(get("/")).expect(success());
  }

  @Must(
      id = "http1.lifecycle.restart-on-same-port",
      claim = "a restarted server takes its port again while old connections linger",
      source = "contract, The target; socket(7), SO_REUSEADDR",
      proves = Property.LIVENESS,
      safety = Safety.LAB)
  void restartedServerTakesItsPortAgain(Http1Wire wire, ServerControl server) {
    wire.requireServed(get("/").with("Connection", "close"));
    requireThat(
        wire.next(),
        Expectation.of(
            "the server to close first, so that a connection lingers",
            seen -> seen instanceof Seen.Closed));
    wire.close();
    server.expectRestart("the server listening on its port again");
    wire.another().send(get("/")).expect(success());
  }

  @Must(
      id = "http1.state.same-answer-on-every-connection",
      claim = "a stateless server sends the same response on an old connection and on a new one",
      source = "contract I: claim stateless",
      proves = STATEFULNESS,
      needs = "stateless")
  void connectionsCarryNoState(Http1Wire wire) {
    Octets first = wire.requireServed(get("/")).body();
    Octets second = wire.requireServed(get("/")).body();
    wire.close();
    Octets elsewhere = wire.requireElsewhere(get("/"), success()).body();
    expectThat(second, equalTo(first).as("the same body twice on one connection: " + first));
    expectThat(elsewhere, equalTo(first).as("the same body on a new connection: " + first));
  }
}
