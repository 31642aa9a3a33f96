package dev.wireproof.reports.evidence;

import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/// Recordings of all that is no plain TCP connection to the target.
public final class Recordings {

  static final String SECRET = "CLIENT_RANDOM 00 11\n";

  private static final Address CLIENT = new Address("127.0.0.1", 50_000);
  private static final Address TARGET = new Address("127.0.0.1", 8443);

  private Recordings() {}

  private static Channel base(int number, String layer, Ends ends, Address local, Address remote) {
    return Channel.base(number, layer, ends, local, remote);
  }

  private static Event sent(long at, Channel channel, Octets octets, Decoded... decoded) {
    return new Event.Sent(at * 1_000_000, channel, octets, octets.size(), List.of(decoded));
  }

  private static Event received(long at, Channel channel, Octets octets, Decoded... decoded) {
    return new Event.Received(at * 1_000_000, channel, octets, octets.size(), List.of(decoded));
  }

  private static Event opened(long at, Channel channel, String detail) {
    return new Event.Opened(at * 1_000_000, channel, detail);
  }

  private static Event ended(long at, Channel channel, Side by, How how) {
    return new Event.Ended(at * 1_000_000, channel, by, how, "");
  }

  /// A question and an answer over IPv6, then silence, which decided.
  public static Recording datagrams() {
    Channel udp =
        base(
            1,
            Channel.UDP,
            Ends.CLIENT_TO_TARGET,
            new Address("::1", 50_000),
            new Address("::1", 5353));
    return new Recording(
        List.of(
            opened(0, udp, ""),
            sent(1, udp, Octets.hex("00 07 01"), Decoded.message("query 7")),
            received(2, udp, Octets.hex("00 07 81"), Decoded.message("response 7")),
            sent(3, udp, Octets.hex("00 08 01"), Decoded.message("query 8")),
            new Event.Silent(250_000_000, udp, Duration.ofMillis(240))),
        0,
        OptionalInt.of(4));
  }

  /// Plaintext over TLS, which was cut off below.
  public static Recording truncatedTls() {
    Channel tcp = base(1, Channel.TCP, Ends.CLIENT_TO_TARGET, CLIENT, TARGET);
    Channel tls = tcp.over(Channel.TLS);
    return new Recording(
        List.of(
            opened(0, tcp, ""),
            opened(1, tls, "TLSv1.3, http/1.1"),
            new Event.Keyed(1_000_000, tls, SECRET),
            sent(2, tls, Octets.latin1("GET / HTTP/1.1\r\n\r\n"), Decoded.message("GET /")),
            received(3, tls, Octets.latin1("HTTP/1.1 200 OK\r\n\r\nhal")),
            ended(4, tls, Side.PEER, How.TRUNCATED)),
        0,
        OptionalInt.of(5));
  }

  /// Two streams of one connection, whose frames were recorded below as well.
  public static Recording streams() {
    Channel tcp = base(1, Channel.TCP, Ends.CLIENT_TO_TARGET, CLIENT, TARGET);
    Channel one = tcp.stream("http2", 1);
    Channel three = tcp.stream("http2", 3);
    return new Recording(
        List.of(
            opened(0, tcp, ""),
            sent(1, tcp, Octets.hex("000000 01 05 00000001")),
            sent(1, one, Octets.hex("82"), Decoded.message("HEADERS GET /a")),
            sent(2, tcp, Octets.hex("000000 01 05 00000003")),
            sent(2, three, Octets.hex("84"), Decoded.message("HEADERS GET /b")),
            received(3, tcp, Octets.hex("000000 03 00 00000001")),
            ended(3, one, Side.PEER, How.RST),
            received(4, tcp, Octets.hex("000000 01 05 00000003")),
            received(4, three, Octets.hex("88"), Decoded.message("HEADERS 200"))),
        0,
        OptionalInt.of(6));
  }

  /// A request to a proxy, which asks what stands behind it, where the connection is reset.
  public static Recording proxy() {
    Channel front =
        base(1, Channel.TCP, Ends.CLIENT_TO_TARGET, CLIENT, new Address("127.0.0.1", 8080));
    Channel back =
        base(
            2,
            Channel.TCP,
            Ends.TARGET_TO_BACKEND,
            new Address("127.0.0.1", 9000),
            new Address("127.0.0.1", 41_000));
    return new Recording(
        List.of(
            opened(0, front, ""),
            sent(1, front, Octets.latin1("ask"), Decoded.message("GET /a")),
            opened(2, back, ""),
            received(3, back, Octets.latin1("ask on"), Decoded.message("GET /b")),
            sent(4, back, Octets.latin1("answer"), Decoded.message("200")),
            ended(5, back, Side.HARNESS, How.RST),
            received(6, front, Octets.latin1("failed"), Decoded.message("502")),
            ended(7, front, Side.PEER, How.FIN)),
        0,
        OptionalInt.of(6));
  }
}
