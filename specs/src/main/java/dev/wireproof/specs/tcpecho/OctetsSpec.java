package dev.wireproof.specs.tcpecho;

import static dev.wireproof.engine.spec.Property.FIDELITY;

import dev.wireproof.clients.tcp.TcpWire;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.Octets;

/// Octets go through as they are: a line is not text to a server that only sends it back.
class OctetsSpec {

  @Must(
      id = "tcp-echo.octets.intact",
      claim = "every octet of a line comes back as it was sent",
      proves = FIDELITY,
      cases = Line.class)
  void octetsComeBackIntact(TcpWire wire, Line line) {
    wire.requireServed("a plain line");
    wire.sendLine(line.octets).expectLine(line.octets);
    wire.sendLine("the next line").expectLine("the next line");
  }

  @Must(
      id = "tcp-echo.octets.character-in-pieces",
      claim = "a character whose octets come one by one is not damaged",
      proves = FIDELITY)
  void characterInPiecesIsIntact(TcpWire wire) {
    Octets wave = Octets.utf8("👋");
    for (int i = 0; i < wave.size(); i++) {
      wire.send(wave.slice(i, i + 1)).awaitQuiet();
    }
    wire.send("\n").expectLine(wave);
  }

  /// Lines that a server changes when it takes them for text.
  enum Line implements Case {
    EMOJI(Octets.utf8("👋 wave 🌍")),
    COMBINING_MARK(Octets.utf8("e\u0301 is not é")),
    CARRIAGE_RETURN(Octets.latin1("from DOS\r")),
    BLANKS(Octets.latin1("  on both sides\t ")),
    EMPTY(Octets.NONE),
    NUL(Octets.latin1("before\0after")),
    NOT_UTF8(Octets.hex("63 61 66 e9 | c3 28 | ff fe"));

    private final Octets octets;

    Line(Octets octets) {
      this.octets = octets;
    }
  }
}
