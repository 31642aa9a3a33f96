package dev.wireproof.reports.evidence;

import java.nio.ByteBuffer;

/// An IPv4 packet between two ports of the loopback address, with right lengths and checksums.
final class Packet {

  static final int FIN = 0x01;
  static final int SYN = 0x02;
  static final int RST = 0x04;
  static final int PSH = 0x08;
  static final int ACK = 0x10;

  private static final int LOOPBACK = 0x7f000001;
  private static final int IP_HEADER = 20;
  private static final int TCP_HEADER = 20;
  private static final int UDP_HEADER = 8;
  private static final int MOST_LENGTH = 65_535;
  private static final int TCP = 6;
  private static final int UDP = 17;

  /// Largest segment 65,495 octets; window scaled by 128: what Linux offers on loopback.
  private static final byte[] SYN_OPTIONS = {2, 4, (byte) 0xff, (byte) 0xd7, 1, 3, 3, 7};

  private Packet() {}

  static byte[] tcp(int from, int to, int sequence, int acknowledged, int flags, byte[] payload) {
    byte[] options = (flags & SYN) != 0 ? SYN_OPTIONS : new byte[0];
    ByteBuffer segment = ByteBuffer.allocate(TCP_HEADER + options.length + payload.length);
    segment.putShort((short) from).putShort((short) to);
    segment.putInt(sequence).putInt((flags & ACK) != 0 ? acknowledged : 0);
    segment.put((byte) (((TCP_HEADER + options.length) / 4) << 4)).put((byte) flags);
    segment.putShort((short) 0xffff).putInt(0).put(options).put(payload);
    segment.putShort(16, (short) checksum(segment.array(), TCP));
    return ip(TCP, segment.array(), segment.capacity());
  }

  /// A datagram of `size` octets, of which the first are at hand.
  static byte[] udp(int from, int to, byte[] payload, long size) {
    int length = (int) Math.min(size + UDP_HEADER, MOST_LENGTH - IP_HEADER);
    ByteBuffer datagram = ByteBuffer.allocate(UDP_HEADER + payload.length);
    datagram.putShort((short) from).putShort((short) to).putShort((short) length);
    datagram.putShort((short) 0).put(payload);
    if (payload.length == size) {
      int sum = checksum(datagram.array(), UDP);
      datagram.putShort(6, (short) (sum == 0 ? 0xffff : sum));
    }
    return ip(UDP, datagram.array(), length);
  }

  private static byte[] ip(int protocol, byte[] content, int length) {
    ByteBuffer packet = ByteBuffer.allocate(IP_HEADER + content.length);
    packet.putShort((short) 0x4500).putShort((short) (IP_HEADER + length));
    // do not fragment; 64 hops
    packet.putInt(0x00004000).put((byte) 64).put((byte) protocol).putShort((short) 0);
    packet.putInt(LOOPBACK).putInt(LOOPBACK);
    packet.putShort(10, (short) fold(sum(packet.array(), IP_HEADER)));
    return packet.put(content).array();
  }

  /// Over the pseudo header and the content (RFC 9293 §3.1, RFC 768).
  private static int checksum(byte[] content, int protocol) {
    long addresses = 2 * ((LOOPBACK >>> 16) + (LOOPBACK & 0xffffL));
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
