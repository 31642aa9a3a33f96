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
      claim = "a question that is held when the broker is told to end is answered",
      proves = LIVENESS,
      safety = LAB)
  void heldQuestionIsAnswered(Broker broker, ServerControl server) {
    Subscription subscription = broker.subscribe(Settings.on(broker.topic()));
    Subscription.Question question = subscription.held(5);
    server.beginStop();
    question.pending().reply().expect(status(200, 204));
  }
}
