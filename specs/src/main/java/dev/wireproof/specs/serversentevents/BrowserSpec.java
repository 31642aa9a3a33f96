package dev.wireproof.specs.serversentevents;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.Observation;
import dev.wireproof.engine.spec.Observes;
import dev.wireproof.wire.http1.Seen;

/// A browser opens six connections to an origin in HTTP/1.1, and no seventh.
class BrowserSpec {

  private static final int CONNECTIONS = 6;

  @Observes(
      id = "server-sent-events.browser.six-connections",
      claim = "six streams take all the connections that a browser opens",
      source = "RFC 9112, section 9.4, sets no number; browsers chose six",
      proves = CONCURRENCY)
  void sixStreamsTakeAllConnections(Room room, Http1Wire seventh, Observation observation) {
    for (int i = 0; i < CONNECTIONS; i++) {
      room.open();
    }
    seventh.send(room.streamRequest());
    boolean served =
        seventh.head() instanceof Seen.Response(var response) && response.status() == 200;
    observation.is(
        served
            ? "a seventh stream is served at once, on a seventh connection; a browser, which opens"
                + " six, would let it wait until one of the others ends"
            : "a seventh stream is not served, though it came on a connection of its own");
  }
}
