package dev.wireproof.specs.tcpecho;

import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.clients.tcp.TcpWire;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import java.net.InetAddress;

/// A server as a process: where it listens, how it starts, how it ends.
class ProcessSpec {

  private static final String STARTING = "contract, Starting and stopping";
  private static final InetAddress ELSEWHERE = InetAddress.ofLiteral("127.0.0.2");

  @Must(
      id = "tcp-echo.listen.declared-address",
      claim = "the server listens at the address that it was given, and at no other",
      source = "contract, The environment; CWE-1327",
      proves = CONFIDENTIALITY)
  void listensNowhereElse(TcpWire wire, ServerControl server) {
    server.requireStarted();
    wire.requireServed("a plain line");
    wire.expectNoListenerAt(ELSEWHERE, "no listener at another address of this machine");
  }

  @Must(
      id = "tcp-echo.lifecycle.accepts-in-time",
      claim = "started after a SIGKILL, the server takes connections within its declared time",
      source = STARTING,
      proves = LIVENESS,
      safety = Safety.LAB)
  void acceptsInTime(TcpWire wire, ServerControl server) {
    String expected = "a server that takes connections within ready-within";
    server.kill();
    server.expectStart(expected);
    wire.sendLine("good morning").expectLine("good morning");
  }

  @Must(
      id = "tcp-echo.lifecycle.exits-in-time",
      claim = "on SIGTERM, the server ends within its declared time, even if a client is connected",
      source = STARTING,
      proves = LIVENESS,
      safety = Safety.LAB)
  void endsInTime(TcpWire wire, ServerControl server) {
    wire.requireServed("a plain line");
    server.expectStop("the end of the process after SIGTERM, within stop-within");
    wire.reset();
  }

  @Must(
      id = "tcp-echo.lifecycle.in-flight-finished",
      claim = "on SIGTERM, the server still sends back a line that has begun",
      source = STARTING,
      proves = LIVENESS,
      safety = Safety.LAB)
  void lineInFlightIsFinished(TcpWire wire, ServerControl server) {
    wire.send("this line has begun ").awaitQuiet();
    server.beginStop();
    wire.awaitRefused();
    wire.send("and ends\n").expectLine("this line has begun and ends");
    wire.reset();
  }

  @Must(
      id = "tcp-echo.lifecycle.listener-closed-first",
      claim =
          "on SIGTERM, the server takes no new connections while it finishes a line that has begun",
      source = STARTING,
      proves = LIVENESS,
      safety = Safety.LAB)
  void listenerIsClosedFirst(TcpWire wire, ServerControl server) {
    wire.send("this line has begun ").awaitQuiet();
    server.beginStop();
    wire.expectRefused("new connections refused after SIGTERM");
    wire.reset();
  }

  @Must(
      id = "tcp-echo.lifecycle.restart",
      claim = "a restarted server can listen on its port again while old connections linger",
      source = STARTING + "; socket(7), SO_REUSEADDR",
      proves = LIVENESS,
      safety = Safety.LAB)
  void restartedServerTakesItsPortAgain(TcpWire wire, ServerControl server) {
    String expected = "the server listening on its port again";
    wire.requireServed("before");
    server.expectStop(expected);
    wire.requireEnd("a connection that the server closes, so that it lingers");
    wire.close();
    server.expectStart(expected);
    wire.another().sendLine("after").expectLine("after");
  }
}
