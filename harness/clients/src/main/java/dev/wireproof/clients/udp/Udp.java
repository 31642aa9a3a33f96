package dev.wireproof.clients.udp;

import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.protocol.Ready;
import dev.wireproof.engine.protocol.Scheme;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.net.Network;
import dev.wireproof.wire.tcp.Arrival;
import dev.wireproof.wire.tcp.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// UDP itself (RFC 768).
public final class Udp implements Protocol {

  private static final String NAME = "udp";
  private static final Duration ANSWER_WITHIN = Duration.ofMillis(500);
  private static final Octets HELLO = Octets.latin1("wireproof");

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String title() {
    return "UDP";
  }

  @Override
  public List<Scheme> schemes() {
    return List.of(new Scheme(NAME, 0, Set.of()));
  }

  @Override
  public Optional<Ready> ready() {
    return Optional.of(
        new Ready() {
          @Override
          public String name() {
            return NAME;
          }

          @Override
          public boolean isReady(Network network, InetSocketAddress address, Duration within) {
            return answers(network, address, within);
          }
        });
  }

  private static boolean answers(Network network, InetSocketAddress address, Duration within) {
    try (UdpSocket socket = UdpSocket.open(network, address, new Transcript())) {
      socket.send(HELLO);
      return socket.next(Deadline.in(within)) instanceof Arrival.Data;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public boolean isThere(Target target) {
    var address =
        new InetSocketAddress(
            target.hostName(), target.port(Protocols.port(target.address().getScheme())));
    return answers(target.environment().network(), address, ANSWER_WITHIN);
  }
}
