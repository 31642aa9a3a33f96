package dev.wireproof.reference.http1.resource;

/// One range of octets, both ends included, within a representation (RFC 9110 §14.1).
record ByteRange(int first, int last) {

  int length() {
    return last - first + 1;
  }

  boolean overlaps(ByteRange other) {
    return first <= other.last && other.first <= last;
  }

  /// The value of Content-Range for this part of `size` octets.
  String of(int size) {
    return "bytes " + first + "-" + last + "/" + size;
  }
}
