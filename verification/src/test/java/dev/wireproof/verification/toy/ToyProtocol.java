package dev.wireproof.verification.toy;

import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.protocol.ConnectionOption;
import dev.wireproof.engine.protocol.FirstLook;
import dev.wireproof.engine.protocol.GivenOptions;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Scheme;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.tcp.Arrival;
import dev.wireproof.wire.tcp.UdpSocket;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// A call, and what comes back: one datagram each.
abstract class ToyProtocol implements Protocol {

  private static final Duration SOON = Duration.ofSeconds(2);

  private final String name;
  private final String call;
  private final String answer;

  ToyProtocol(String name, String call, String answer) {
    this.name = name;
    this.call = call;
    this.answer = answer;
  }

  /// How loud a caller is: an option of these protocols alone.
  record Volume(String level) {}

  @Override
  public String name() {
    return name;
  }

  @Override
  public List<Scheme> schemes() {
    return List.of(new Scheme(name, 0, Set.of(name)));
  }

  @Override
  public List<ConnectionOption> options() {
    return List.of(ConnectionOption.value(name + "-volume", "LEVEL", "How loud."));
  }

  @Override
  public List<Object> settings(URI address, GivenOptions options) {
    return options
        .last(name + "-volume")
        .<List<Object>>map(v -> List.of(new Volume(v)))
        .orElse(List.of());
  }

  @Override
  public boolean isThere(Target target) {
    return answers(target);
  }

  @Override
  public FirstLook firstLook(Target target, Patience patience, int wanted) {
    if (!answers(target)) {
      throw new TargetUnusable("nobody answers " + call);
    }
    return new FirstLook(List.of("answers " + call + " with " + answer), 1);
  }

  @Override
  public Optional<URI> alsoSpokenAt(Target target) {
    return answers(target)
        ? Optional.of(URI.create(name + "://" + target.address().getRawAuthority()))
        : Optional.empty();
  }

  @Override
  public Optional<String> command(Target target, List<Event> exchange) {
    return Optional.of(
        "printf '%s' | nc -u -w 1 %s %d".formatted(call, target.hostName(), port(target)));
  }

  @Override
  public <T extends WireClient> T client(Class<T> type, SpecContext context)
      throws ReflectiveOperationException {
    return type == Caller.class
        ? type.cast(new Caller.Over(context, this))
        : Protocol.super.client(type, context);
  }

  String call() {
    return call;
  }

  String answer() {
    return answer;
  }

  private boolean answers(Target target) {
    try (UdpSocket socket = open(target, new Transcript())) {
      socket.send(Octets.utf8(call));
      return socket.next(Deadline.in(SOON)) instanceof Arrival.Data(var octets, _)
          && octets.utf8().startsWith(answer);
    } catch (IOException _) {
      return false;
    }
  }

  static UdpSocket open(Target target, Transcript transcript) throws IOException {
    return UdpSocket.open(
        target.environment().network(),
        new InetSocketAddress(target.hostName(), port(target)),
        transcript);
  }

  private static int port(Target target) {
    return target.port(0);
  }
}
