package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.spec.Teaches;
import dev.wireproof.engine.verdict.VerdictException;
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
    if (!(wire.next() instanceof Seen.Closed)) {
      throw VerdictException.inconclusive(
          "the server did not close first, so no connection lingers");
    }
    wire.close();
    server.expectRestart("the server listening on its port again");
    wire.another().send(get("/")).expect(success());
  }

  @Must(
      id = "http1.state.same-answer-on-every-connection",
      claim = "a stateless server answers alike on an old connection and on a new one",
      source = "contract I: claim stateless",
      proves = STATEFULNESS,
      needs = "stateless")
  void connectionsCarryNoState(Http1Wire wire) {
    Octets first = wire.requireServed(get("/")).body();
    Octets second = wire.requireServed(get("/")).body();
    wire.close();
    Octets elsewhere = wire.requireElsewhere(get("/"), success()).body();
    if (!first.equals(second) || !first.equals(elsewhere)) {
      throw VerdictException.violates(
          "the same body three times: " + first,
          second + ", then on a new connection " + elsewhere);
    }
  }
}
