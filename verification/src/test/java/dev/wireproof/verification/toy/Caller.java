package dev.wireproof.verification.toy;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.tcp.Arrival;
import dev.wireproof.wire.tcp.UdpSocket;
import java.io.IOException;

/// Calls in whichever protocol the spec is judged over.
public interface Caller extends WireClient {

  /// Calls with these words behind the call.
  Caller call(String words);

  /// The protocol's answer, and the same words behind it.
  void expectAnswer(String words);

  /// A caller in one protocol.
  final class Over implements Caller {

    private final SpecContext context;
    private final ToyProtocol protocol;
    private final UdpSocket socket;

    Over(SpecContext context, ToyProtocol protocol) {
      this.context = context;
      this.protocol = protocol;
      try {
        socket = ToyProtocol.open(context.target(), context.transcript());
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
      context.adopt(this);
    }

    @Override
    public Caller call(String words) {
      String text = (protocol.call() + " " + words).strip();
      socket.send(Octets.utf8(text), Decoded.message("call " + text));
      return this;
    }

    @Override
    public void expectAnswer(String words) {
      String expected = (protocol.answer() + " " + words).strip();
      switch (socket.next(Deadline.in(context.patience().forAnswer()))) {
        case Arrival.Data(var octets, long event) -> {
          context.transcript().judging(event);
          if (!octets.utf8().equals(expected)) {
            throw VerdictException.violates(expected, octets.utf8());
          }
        }
        case Arrival other -> throw VerdictException.violates(expected, other.toString());
      }
    }

    @Override
    public void close() {
      socket.close();
    }
  }
}
