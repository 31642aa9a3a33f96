package dev.wireproof.specs.tcpecho;

import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.spec.Slug.TCP_ECHO;

import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Topic;
import dev.wireproof.clients.tcp.TcpWire;
import dev.wireproof.wire.Octets;

/// Where a line begins and ends, however TCP cuts the stream.
@Topic(TCP_ECHO)
class LineSpec {

  private static final String CONTRACT = "contract L, tcp-echo";
  private static final int MANY = 100;

  /// With its LF, 64 KiB.
  private static final int LONG = 64 * 1024 - 1;

  @Must(
      id = "tcp-echo.line.echoed",
      claim = "a line is sent back as it came, and nothing before it",
      source = CONTRACT,
      proves = LIVENESS,
      lectures = {1, 2, 4},
      base = true)
  void lineIsSentBack(TcpWire wire) {
    wire.sendLine("hello, wireproof").expectLine("hello, wireproof");
  }

  @Must(
      id = "tcp-echo.line.in-pieces",
      claim = "a line that comes in pieces is one line",
      source = CONTRACT,
      proves = FRAMING,
      lectures = {4, 20, 38})
  void piecesMakeOneLine(TcpWire wire) {
    wire.send("one ").settle().send("line in ").settle();
    wire.send("pieces\n").expectLine("one line in pieces");
  }

  @Must(
      id = "tcp-echo.line.not-before-its-end",
      claim = "half a line is not sent back before its LF has come",
      source = CONTRACT,
      proves = FRAMING,
      lectures = {4, 20, 38})
  void halfALineIsHeldBack(TcpWire wire) {
    wire.served("a whole line");
    wire.send("half a line").expectSilence("nothing before the line's LF");
    wire.send("\n").settle();
  }

  @Must(
      id = "tcp-echo.line.several-at-once",
      claim = "lines that come in one segment are all sent back",
      source = CONTRACT,
      proves = FRAMING,
      lectures = {4, 20, 38})
  void linesInOneSegmentAreAllSentBack(TcpWire wire) {
    wire.send("first\nsecond\nthird\n");
    wire.expectLine("first").expectLine("second").expectLine("third");
  }

  @Must(
      id = "tcp-echo.line.order",
      claim = "a hundred lines come back in the order in which they went",
      source = CONTRACT,
      proves = ORDERING,
      lectures = {4, 20})
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

  @Must(
      id = "tcp-echo.line.long",
      claim = "a line of 64 KiB comes back whole",
      source = CONTRACT,
      proves = FRAMING,
      lectures = {20, 38})
  void longLineComesBackWhole(TcpWire wire) {
    wire.served("a short line");
    Octets line = Octets.repeat('w', LONG);
    wire.sendLine(line).expectLine(line);
  }
}
