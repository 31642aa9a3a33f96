package dev.wireproof.reference.http1.message;

import dev.wireproof.wire.Octets;

/// A final response, before anything is said about its framing or its connection.
///
/// @param trailers fields after the content; where there are any, the response goes out chunked to
///   a client that understands it
/// @param last whether the connection ends with it, whatever the client asked for
public record Response(
    Status status, Fields fields, Octets content, Fields trailers, boolean last) {

  public static Response of(Status status) {
    return new Response(status, Fields.NONE, Octets.NONE, Fields.NONE, false);
  }

  public static Response text(String text) {
    return of(Status.OK).withContent("text/plain; charset=utf-8", Octets.utf8(text));
  }

  /// An error with its reason (RFC 9457).
  public static Response problem(Status status, String detail) {
    String json =
        "{\"status\":%d,\"title\":\"%s\",\"detail\":\"%s\"}\n"
            .formatted(status.code(), status.reason(), detail);
    return of(status).withContent("application/problem+json", Octets.utf8(json));
  }

  public Response with(String name, String value) {
    return new Response(status, fields.with(name, value), content, trailers, last);
  }

  public Response withAll(Fields more) {
    return new Response(status, fields.withAll(more), content, trailers, last);
  }

  public Response withContent(String type, Octets content) {
    Fields typed = fields.with("Content-Type", type);
    return new Response(status, typed, content, trailers, last);
  }

  public Response withTrailer(String name, String value) {
    return new Response(status, fields, content, trailers.with(name, value), last);
  }

  /// The same as the last of its connection.
  public Response andClose() {
    return new Response(status, fields, content, trailers, true);
  }
}
