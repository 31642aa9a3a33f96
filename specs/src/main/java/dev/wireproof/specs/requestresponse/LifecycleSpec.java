package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.tcp.TcpWire;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;

/// How a server ends, and what becomes of its connections.
class LifecycleSpec {

  private static final int HELD = 8;

  @Must(
      id = "request-response.lifecycle.in-flight",
      claim = "on SIGTERM, a server still answers a request that has begun",
      source = "contract, Starting and stopping",
      proves = LIVENESS,
      safety = LAB)
  void requestInFlightIsAnswered(Notes notes, Http1Wire wire, TcpWire door, ServerControl server) {
    Http1Request request = notes.postRequest(notes.newText());
    wire.sendAllBut(HELD, request);
    Notes.requireRead(wire);
    server.beginStop();
    door.awaitRefused();
    wire.release(HELD, request).expectResponse(status(201));
  }

  @Must(
      id = "request-response.lifecycle.exits-in-time",
      claim = "on SIGTERM, a server ends within its declared time, even if a connection is open",
      source = "contract, Starting and stopping",
      proves = LIVENESS,
      safety = LAB)
  void keptConnectionDoesNotKeepTheServer(Notes notes, Http1Wire wire, ServerControl server) {
    notes.requireKept(wire);
    server.expectStop("the end of the process after SIGTERM, within stop-within");
  }

  @Observes(
      id = "request-response.lifecycle.old-connection",
      claim = "what becomes of a connection when the server is started again",
      source = "RFC 9293 §3.5.2",
      proves = STATEFULNESS,
      safety = LAB)
  void connectionDoesNotOutliveTheServer(
      Notes notes, Http1Wire old, ServerControl server, Observation observation) {
    notes.requireKept(old);
    server.kill();
    server.expectStart("the server up again");
    old.requireElsewhere(notes.request("GET", "/"), success());
    String end =
        switch (old.next()) {
          case Seen.Closed _ -> "closed (FIN)";
          case Seen.Broken _ -> "reset (RST)";
          case Seen other -> "neither closed nor reset, but saw " + other;
        };
    observation.is(
        "the connection was "
            + end
            + ": TCP remembers, and what it remembers ends with the process; the same request on a"
            + " new connection was answered, since HTTP needs nothing from before");
  }
}
