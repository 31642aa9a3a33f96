package dev.wireproof.clients.pattern;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;

/// A request that was sent but for its last octet, on a connection of its own: what several of them
/// ask for begins when they are released, and so at the same time.
public final class PrimedRequest {

  private final SpecContext context;
  private final Http1Wire wire;
  private final Http1Request request;
  private long releasedAt = System.nanoTime();

  PrimedRequest(SpecContext context, Http1Wire wire, Http1Request request) {
    this.context = context;
    this.wire = wire;
    this.request = request;
  }

  /// Sends the last octet.
  public PrimedRequest release() {
    releasedAt = System.nanoTime();
    wire.release(1, request);
    return this;
  }

  /// The answer, which is due now; the connection is closed then.
  public Reply reply() {
    return reply(wire.next());
  }

  /// The answer, which is due within a time that the spec knows.
  public Reply reply(Duration within) {
    return reply(wire.nextWithin(within));
  }

  private Reply reply(Seen seen) {
    wire.close();
    return new Reply(
        context,
        request.toString(),
        seen,
        Duration.ofNanos(System.nanoTime() - releasedAt),
        wire.lastEvent());
  }

  /// The event stream that it is answered with.
  ///
  /// @throws VerdictException when it is not answered with 200: the spec is inconclusive
  public EventStream stream() {
    return EventStream.of(context, wire, request);
  }

  /// The event stream that the rule wants it to be answered with.
  ///
  /// @throws VerdictException when it is not answered with 200
  public EventStream expectStream(String expected) {
    return EventStream.expectOf(context, wire, expected);
  }
}
