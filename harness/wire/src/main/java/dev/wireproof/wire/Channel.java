package dev.wireproof.wire;

import java.util.Optional;

/// Where octets travel: a connection, a path of datagrams, or a layer or stream over another
/// channel.
///
/// @param number of the connection or path in its transcript, from 1; what lies over it has the
///   same
/// @param layer the protocol whose octets these are, such as `tcp`, `udp`, `tls` or `http2`
/// @param stream which of several streams of the carrier this is, when it is one of several
/// @param carrier the channel below
/// @param local where the harness is
/// @param remote where the target is, or whoever came
public record Channel(
    int number,
    String layer,
    Optional<Long> stream,
    Optional<Channel> carrier,
    Ends ends,
    Address local,
    Address remote) {

  public static final String TCP = "tcp";
  public static final String UDP = "udp";
  public static final String TLS = "tls";

  /// A channel that nothing carries.
  public static Channel base(int number, String layer, Ends ends, Address local, Address remote) {
    return new Channel(number, layer, Optional.empty(), Optional.empty(), ends, local, remote);
  }

  /// What this channel carries, as a whole: `tls` over `tcp`.
  public Channel over(String upper) {
    return new Channel(number, upper, Optional.empty(), Optional.of(this), ends, local, remote);
  }

  /// One of several streams that this channel carries.
  public Channel stream(String upper, long id) {
    return new Channel(number, upper, Optional.of(id), Optional.of(this), ends, local, remote);
  }

  /// The lowest carrier: what a packet capture would see.
  public Channel lowest() {
    return carrier.map(Channel::lowest).orElse(this);
  }

  /// `#3`, or `#3/5` for stream 5 of connection 3.
  public String name() {
    return "#" + number + stream.map(id -> "/" + id).orElse("");
  }
}
