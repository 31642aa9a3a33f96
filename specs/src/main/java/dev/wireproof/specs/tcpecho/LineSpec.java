package dev.wireproof.specs.tcpecho;

import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;

import dev.wireproof.clients.tcp.TcpWire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.Octets;

/// Where a line begins and ends, however TCP cuts the stream.
class LineSpec {

  private static final int MANY = 100;

  /// With its LF, 64 KiB.
  private static final int LONG = 64 * 1024 - 1;

  @Must(
      id = "tcp-echo.line.echoed",
      claim = "a line is sent back unchanged, and nothing before it",
      proves = LIVENESS,
      base = true)
  void lineIsSentBack(TcpWire wire) {
    wire.sendLine("hello, wireproof").expectLine("hello, wireproof");
  }

  @Must(
      id = "tcp-echo.line.in-pieces",
      claim = "a line that comes in pieces is one line",
      proves = FRAMING)
  void piecesMakeOneLine(TcpWire wire) {
    wire.send("one ").awaitQuiet().send("line in ").awaitQuiet();
    wire.send("pieces\n").expectLine("one line in pieces");
  }

  @Must(
      id = "tcp-echo.line.not-before-its-end",
      claim = "half a line is not sent back before its LF has come",
      proves = FRAMING)
  void halfALineIsHeldBack(TcpWire wire) {
    wire.requireServed("a whole line");
    wire.send("half a line").expectSilence("nothing before the line's LF");
    wire.send("\n").awaitQuiet();
  }

  @Must(
      id = "tcp-echo.line.several-at-once",
      claim = "lines that come in one segment are all sent back",
      proves = FRAMING)
  void linesInOneSegmentAreAllSentBack(TcpWire wire) {
    wire.send("first\nsecond\nthird\n");
    wire.expectLine("first").expectLine("second").expectLine("third");
  }

  @Must(
      id = "tcp-echo.line.order",
      claim = "a hundred lines come back in the order in which they were sent",
      proves = ORDERING)
  void orderIsKept(TcpWire wire) {
    var lines = new StringBuilder();
    for (int i = MANY; i > 0; i--) {
      lines.append("line ").append(i * i).append('\n');
    }
    wire.send(lines.toString());
    for (int i = MANY; i > 0; i--) {
      wire.expectLine("line " + i * i);
    }
  }

  @Must(id = "tcp-echo.line.long", claim = "a line of 64 KiB comes back whole", proves = FRAMING)
  void longLineComesBackWhole(TcpWire wire) {
    wire.requireServed("a short line");
    Octets line = Octets.repeat('w', LONG);
    wire.sendLine(line).expectLine(line);
  }
}
