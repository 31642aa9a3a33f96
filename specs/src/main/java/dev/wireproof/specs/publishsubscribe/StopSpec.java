package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Safety.LAB;

import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;

/// How a broker ends.
class StopSpec {

  @Must(
      id = "publish-subscribe.stop.held",
      claim = "on SIGTERM, a GET for messages that is held is answered",
      proves = LIVENESS,
      safety = LAB)
  void heldGetIsAnswered(Broker broker, ServerControl server) {
    Subscription subscription = broker.requireSubscription(Settings.on(broker.newTopic()));
    PendingFetch fetch = subscription.requireHeld(5);
    server.beginStop();
    fetch.pending().reply().expect(status(200, 204));
  }
}
