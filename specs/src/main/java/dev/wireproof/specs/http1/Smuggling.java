package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.wire.http1.Http1Request.get;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.wire.http1.Http1Request;

/// A request that travels where no request may be read: in the body or in a field of another.
public final class Smuggling {

  /// Its request line, which ends no line and so begins nothing unless a server cuts badly.
  public static final String REQUEST_LINE = "GET /smuggled-by-wireproof HTTP/1.1";

  /// All of it: content that reads like a request.
  public static final String REQUEST = REQUEST_LINE + "\r\nHost: localhost\r\n\r\n";

  private Smuggling() {}

  /// Sends the outer request with the smuggled one as its body, and `GET /` with `Connection: close`
  /// after it. There are two responses at most, and then the connection ends: a third one answers
  /// the body.
  public static void expectBodyIsNotARequest(Http1Wire wire, Http1Request outer) {
    wire.send(outer.withBody(REQUEST), get("/").with("Connection", "close"))
        .expect(anyResponse().or(closed()))
        .expect(anyResponse().as("the response to the next request").or(closed()))
        .expectClosed();
  }
}
