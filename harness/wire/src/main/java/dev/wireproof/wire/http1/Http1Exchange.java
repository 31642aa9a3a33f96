package dev.wireproof.wire.http1;

/// A response, and what of its request decides which rules it is held to.
///
/// @param method the method of the request
/// @param version the version of the request, such as `HTTP/1.0`
public record Http1Exchange(String method, String version, Http1Response response) {

  boolean isHttp10() {
    return version.equals("HTTP/1.0");
  }

  /// The same request with another of its responses: an interim one.
  Http1Exchange with(Http1Response other) {
    return new Http1Exchange(method, version, other);
  }
}
