package dev.wireproof.specs.tcpecho;

import static dev.wireproof.engine.spec.Property.LIVENESS;

import dev.wireproof.clients.tcp.TcpWire;
import dev.wireproof.engine.spec.Must;

/// A client that has sent all that it had to send, and still reads (RFC 9293 §3.6).
class HalfCloseSpec {

  @Must(
      id = "tcp-echo.half-close.answered",
      claim = "a line is sent back to a client that has closed its side",
      proves = LIVENESS)
  void lastLineIsSentBack(TcpWire wire) {
    wire.another().requireServed("a plain line").close();
    wire.sendLine("my last words").finishSending().expectLine("my last words");
  }

  @Must(
      id = "tcp-echo.half-close.closed",
      claim =
          "when the client has closed its side and all is sent back, the server closes its side too",
      proves = LIVENESS)
  void serverClosesToo(TcpWire wire) {
    wire.requireServed("my last words");
    wire.finishSending().expectEnd("the connection closed");
  }
}
