package dev.wireproof.reference.http1.message;

/// What the shape of a response depends on in the request it answers.
///
/// @param toHead a response to HEAD has no body, whatever its fields say
/// @param chunked whether the client understands a chunked response
/// @param version10 whether it spoke HTTP/1.0
public record ResponseForm(boolean toHead, boolean chunked, boolean version10) {

  /// For a request line that was not understood: the plainest form.
  public static final ResponseForm UNKNOWN = new ResponseForm(false, false, false);

  public static ResponseForm of(RequestLine line) {
    return new ResponseForm(
        line.method().equals(Method.HEAD.name()),
        line.version().startsWith("HTTP/1.") && !line.isVersion10(),
        line.isVersion10());
  }
}
