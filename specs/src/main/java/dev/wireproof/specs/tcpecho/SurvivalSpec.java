package dev.wireproof.specs.tcpecho;

import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;

import dev.wireproof.clients.tcp.TcpWire;
import dev.wireproof.engine.context.Survival;
import dev.wireproof.engine.spec.Must;

/// What a run as a whole shows of the server: that it is still there.
class SurvivalSpec {

  @Must(
      id = "tcp-echo.robustness.survives",
      claim = "no input ends the server or leaves everybody without a response",
      proves = {ROBUSTNESS, LIVENESS},
      passive = true)
  void noInputBringsTheServerDown(TcpWire wire, Survival run) {
    run.expectNoCrash();
    wire.sendLine("%s%n").awaitQuiet().close();
    wire.another().sendLine("still there").expectLine("still there");
  }
}
