package dev.wireproof.reference.http1;

/// What the shape of a response depends on in the request it answers.
///
/// @param toHead a response to HEAD has no body, whatever its fields say
/// @param chunked whether the client understands a chunked response
/// @param version10 whether it spoke HTTP/1.0
record Recipient(boolean toHead, boolean chunked, boolean version10) {

  /// Nobody whose request line was understood: the plainest form.
  static final Recipient UNKNOWN = new Recipient(false, false, false);

  static Recipient of(RequestLine line) {
    return new Recipient(
        line.method().equals(Method.HEAD.name()),
        line.version().startsWith("HTTP/1.") && !line.isVersion10(),
        line.isVersion10());
  }
}
