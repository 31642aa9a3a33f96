package dev.wireproof.reference.tcpecho;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;

/// What of a stream of octets is not yet a whole line.
final class LineBuffer {

  private final ByteArrayOutputStream half = new ByteArrayOutputStream();

  /// Takes octets in; returns the lines that are whole now, each with its LF.
  List<byte[]> take(byte[] chunk, int length) {
    var lines = new ArrayList<byte[]>();
    int begin = 0;
    for (int i = 0; i < length; i++) {
      if (chunk[i] == '\n') {
        half.write(chunk, begin, i + 1 - begin);
        lines.add(half.toByteArray());
        half.reset();
        begin = i + 1;
      }
    }
    half.write(chunk, begin, length - begin);
    return lines;
  }

  /// Whether a line has begun and not ended.
  boolean hasHalf() {
    return half.size() > 0;
  }

  int size() {
    return half.size();
  }

  void forget() {
    half.reset();
  }
}
