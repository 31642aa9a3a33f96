package dev.wireproof.verification.toy;

import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Property;

/// Who is called answers.
class AnswerSpec {

  @Must(
      id = "marco.answer.given",
      claim = "a call is answered",
      proves = Property.LIVENESS,
      base = true)
  void callIsAnswered(Caller caller) {
    caller.call("").expectAnswer("");
  }

  @Must(
      id = "marco.answer.repeats-the-words",
      claim = "an answer repeats the words behind the call",
      proves = Property.FIDELITY)
  void answerRepeatsTheWords(Caller caller) {
    caller.call("here").expectAnswer("here");
  }
}
