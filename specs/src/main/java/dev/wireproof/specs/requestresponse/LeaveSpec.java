package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Safety.LAB;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.atMost;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.targets.process.ResourceUsage;
import dev.wireproof.wire.http1.Http1Request;

/// Clients that leave in the middle of a request.
class LeaveSpec {

  private static final int CLIENTS = 120;

  /// What a server may open for its own purposes meanwhile.
  private static final int OF_ITS_OWN = 12;

  @Must(
      id = "request-response.leave.serves-on",
      claim = "clients that leave in the middle of a request do not keep the server from serving others",
      source = "contract, HTTP",
      proves = {ROBUSTNESS, LIVENESS},
      alone = true)
  void serverServesOn(Notes notes, Http1Wire wire) {
    leaveInTheMiddle(notes, wire);
    for (int i = 0; i < 3; i++) {
      notes.postNote(notes.newText()).expect(status(201));
    }
  }

  /// Some in the head, some in the body; some with a FIN, some with a RST.
  private static void leaveInTheMiddle(Notes notes, Http1Wire wire) {
    Http1Request request = notes.postRequest(notes.newText());
    int size = wire.octets(request).size();
    for (int i = 0; i < CLIENTS; i++) {
      Http1Wire client = wire.another().sendAllBut(i % 2 == 0 ? 5 : size - 20, request);
      if (i % 4 < 2) {
        client.close();
      } else {
        client.reset();
      }
    }
  }

  @Must(
      id = "request-response.leave.descriptors",
      claim = "file descriptors of clients that have left are closed",
      source = "contract, HTTP; proc(5)",
      proves = {ROBUSTNESS, LIVENESS},
      safety = LAB,
      alone = true)
  void descriptorsAreClosed(Notes notes, Http1Wire wire, ServerControl server) {
    server.processes();
    notes.requirePosted(3);
    int before = descriptors(server);
    int most = before + OF_ITS_OWN;
    leaveInTheMiddle(notes, wire);
    notes.requirePosted();
    Await.until(() -> descriptors(server) <= most, notes.api().patience().forAnswer());
    expectThat(
        descriptors(server),
        atMost(most)
            .as("about %d descriptors open, as before %d clients came and left"
                .formatted(before, CLIENTS))
            .showing(open -> open + " open"));
  }

  private static int descriptors(ServerControl server) {
    return ResourceUsage.of(server.processes()).descriptors();
  }
}
