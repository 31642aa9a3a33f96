package dev.wireproof.specs.tcpecho;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;

import dev.wireproof.clients.tcp.TcpWire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/// One client beside others.
class ConnectionsSpec {

  /// As many as the contract asks for, unless the target declares fewer.
  private static final long CLIENTS = 64;

  /// More than the kernel keeps for both sides of a connection (tcp(7), `tcp_wmem`, `tcp_rmem`).
  private static final int FLOOD = 512;

  @Must(
      id = "tcp-echo.connections.silent-client",
      claim = "a client that sends nothing does not keep another waiting",
      proves = CONCURRENCY)
  void silentClientKeepsNoOtherWaiting(TcpWire wire) {
    wire.open();
    wire.another().sendLine("somebody else").expectLine("somebody else");
  }

  @Must(
      id = "tcp-echo.connections.own-lines",
      claim = "half lines of two clients are not mixed up",
      proves = CONCURRENCY)
  void halfLinesAreNotMixedUp(TcpWire one) {
    TcpWire other = one.another();
    one.send("one ").awaitQuiet();
    other.send("other ").awaitQuiet();
    one.send("client\n").expectLine("one client");
    other.send("client too\n").expectLine("other client too");
  }

  @Must(
      id = "tcp-echo.connections.many",
      claim = "many clients are served at once",
      proves = CONCURRENCY,
      safety = Safety.LOAD,
      alone = true)
  void manyClientsAreServedAtOnce(TcpWire wire) {
    long most = Math.min(CLIENTS, wire.numberLimit("connections").orElse(CLIENTS));
    List<TcpWire> clients = new ArrayList<>();
    for (int i = 0; i < most; i++) {
      clients.add(wire.another().sendLine("client " + i));
    }
    for (int i = clients.size() - 1; i >= 0; i--) {
      clients.get(i).expectLine("client " + i);
    }
  }

  @Must(
      id = "tcp-echo.connections.reset",
      claim = "clients that reset their connections do not disturb others",
      proves = ROBUSTNESS,
      safety = Safety.LOAD,
      alone = true)
  void resetDisturbsNoOther(TcpWire wire) {
    wire.requireServed("here to stay");
    TcpWire fresh = wire.another().open();
    TcpWire known = wire.another().requireServed("about to leave");
    fresh.reset();
    known.reset();
    wire.awaitQuiet();
    wire.another().sendLine("still here?").expectLine("still here?");
    wire.sendLine("and on the old one?").expectLine("and on the old one?");
  }

  @Must(
      id = "tcp-echo.connections.unread",
      claim = "a client that does not read what comes back does not keep another waiting",
      proves = {CONCURRENCY, ROBUSTNESS},
      safety = Safety.LOAD,
      alone = true)
  void unreadLinesKeepNoOtherWaiting(TcpWire wire) {
    wire.another().requireServed("a plain line").close();
    wire.floodWithoutReading(Octets.repeat('w', 32 * 1024 - 1).plus(Octets.latin1("\n")), FLOOD);
    wire.another().sendLine("somebody else").expectLine("somebody else");
  }
}
