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
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;

/// How a server ends, and what is left of it.
class LifecycleSpec {

  private static final int HELD = 8;

  @Must(
      id = "request-response.lifecycle.in-flight",
      claim = "told to end, it still answers a request that has begun",
      source = "contract, Starting and stopping",
      proves = LIVENESS,
      safety = LAB)
  void requestInFlightIsAnswered(Notes notes, Http1Wire wire, TcpWire door, ServerControl server) {
    Http1Request request = notes.posting(notes.text());
    wire.sendAllBut(HELD, request);
    // what was sent has been read by the time another exchange is over
    wire.requireElsewhere(Http1Request.get("/"), success());
    server.beginStop();
    door.awaitRefused();
    wire.release(HELD, request).expectResponse(status(201));
  }

  @Must(
      id = "request-response.lifecycle.exits-in-time",
      claim = "told to end, it ends in its declared time, though a connection is kept",
      source = "contract, Starting and stopping",
      proves = LIVENESS,
      safety = LAB)
  void keptConnectionDoesNotKeepTheServer(Notes notes, Http1Wire wire, ServerControl server) {
    served(notes, wire);
    server.expectStop("the end of the process after SIGTERM, within stop-within");
  }

  /// An exchange that leaves its connection open.
  private static void served(Notes notes, Http1Wire wire) {
    if (wire.requireServed(notes.api().request("GET", "/")).announcesClose()) {
      throw VerdictException.notApplicable("no connection is kept here");
    }
  }

  @Observes(
      id = "request-response.lifecycle.old-connection",
      claim = "what becomes of a connection when the server is started again",
      source = "RFC 9293 §3.5.2",
      proves = STATEFULNESS,
      safety = LAB)
  void connectionDoesNotOutliveTheServer(
      Notes notes, Http1Wire old, ServerControl server, Observation observation) {
    served(notes, old);
    server.kill();
    server.expectStart("the server up again");
    old.requireElsewhere(notes.api().request("GET", "/"), success());
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
