package dev.wireproof.reports.evidence;

import dev.wireproof.wire.Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;

/// IPv4 and IPv6 packets between two addresses, with right lengths and checksums.
final class Packet {

  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int PSH = 0x08;
  static final int ACK = 0x10;

  private static final int IPV4_HEADER = 20;
  private static final int IPV6_HEADER = 40;
  private static final int IPV6_LENGTH = 16;
  private static final int TCP_HEADER = 20;
  private static final int UDP_HEADER = 8;
  private static final int MOST_LENGTH = 65_535;
  private static final int TCP = 6;
  private static final int UDP = 17;
  private static final byte HOPS = 64;

  /// Largest segment 65,495 octets; window scaled by 128: what Linux offers on loopback.
  private static final byte[] SYN_OPTIONS = {2, 4, (byte) 0xff, (byte) 0xd7, 1, 3, 3, 7};

  private final byte[] source;
  private final byte[] destination;

  private Packet(Address from, Address to) {
    byte[] one = InetAddress.ofLiteral(from.host()).getAddress();
    byte[] other = InetAddress.ofLiteral(to.host()).getAddress();
    boolean mixed = one.length != other.length;
    this.source = mixed ? mapped(one) : one;
    this.destination = mixed ? mapped(other) : other;
  }

  /// An IPv4 address as IPv6 writes it, where the other end has an IPv6 address.
  private static byte[] mapped(byte[] address) {
    if (address.length == IPV6_LENGTH) {
      return address;
    }
    ByteBuffer mapped = ByteBuffer.allocate(IPV6_LENGTH);
    return mapped.putLong(0).putShort((short) 0).putShort((short) 0xffff).put(address).array();
  }

  static byte[] tcp(
      Address from, Address to, int sequence, int acknowledged, int flags, byte[] payload) {
    byte[] options = (flags & SYN) != 0 ? SYN_OPTIONS : new byte[0];
    ByteBuffer segment = ByteBuffer.allocate(TCP_HEADER + options.length + payload.length);
    segment.putShort((short) from.port()).putShort((short) to.port());
    segment.putInt(sequence).putInt((flags & ACK) != 0 ? acknowledged : 0);
    segment.put((byte) (((TCP_HEADER + options.length) / 4) << 4)).put((byte) flags);
    segment.putShort((short) 0xffff).putInt(0).put(options).put(payload);
    var packet = new Packet(from, to);
    segment.putShort(16, (short) packet.checksum(segment.array(), TCP));
    return packet.ip(TCP, segment.array(), segment.capacity());
  }

  /// A datagram of `size` octets, of which the first are at hand.
  static byte[] udp(Address from, Address to, byte[] payload, long size) {
    int length = (int) Math.min(size + UDP_HEADER, MOST_LENGTH - IPV4_HEADER);
    ByteBuffer datagram = ByteBuffer.allocate(UDP_HEADER + payload.length);
    datagram.putShort((short) from.port()).putShort((short) to.port()).putShort((short) length);
    datagram.putShort((short) 0).put(payload);
    var packet = new Packet(from, to);
    if (payload.length == size) {
      int sum = packet.checksum(datagram.array(), UDP);
      datagram.putShort(6, (short) (sum == 0 ? 0xffff : sum));
    }
    return packet.ip(UDP, datagram.array(), length);
  }

  private byte[] ip(int protocol, byte[] content, int length) {
    return source.length == IPV6_LENGTH
        ? ipv6(protocol, content, length)
        : ipv4(protocol, content, length);
  }

  private byte[] ipv4(int protocol, byte[] content, int length) {
    ByteBuffer packet = ByteBuffer.allocate(IPV4_HEADER + content.length);
    packet.putShort((short) 0x4500).putShort((short) (IPV4_HEADER + length));
    // do not fragment
    packet.putInt(0x00004000).put(HOPS).put((byte) protocol).putShort((short) 0);
    packet.put(source).put(destination);
    packet.putShort(10, (short) fold(sum(packet.array(), IPV4_HEADER)));
    return packet.put(content).array();
  }

  private byte[] ipv6(int protocol, byte[] content, int length) {
    ByteBuffer packet = ByteBuffer.allocate(IPV6_HEADER + content.length);
    packet.putInt(0x60000000).putShort((short) length).put((byte) protocol).put(HOPS);
    return packet.put(source).put(destination).put(content).array();
  }

  /// Over the pseudo header and the content (RFC 9293 §3.1, RFC 768, RFC 8200 §8.1).
  private int checksum(byte[] content, int protocol) {
    long addresses = sum(source, source.length) + sum(destination, destination.length);
    return fold(addresses + protocol + content.length + sum(content, content.length));
  }

  private static long sum(byte[] octets, int length) {
    long sum = 0;
    for (int i = 0; i < length; i++) {
      sum += (octets[i] & 0xffL) << (i % 2 == 0 ? 8 : 0);
    }
    return sum;
  }

  private static int fold(long sum) {
    long folded = sum;
    while (folded > 0xffff) {
      folded = (folded & 0xffff) + (folded >>> 16);
    }
    return (int) ~folded & 0xffff;
  }
}
