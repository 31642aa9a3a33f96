package dev.wireproof.clients.pattern;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;

/// A request that was sent, on a connection of its own, and is not answered yet.
public final class Pending {

  private final SpecContext context;
  private final Http1Wire wire;
  private final Http1Request request;
  private final long sentAt;

  /// @param sentAt when it began to be sent, in [System#nanoTime]
  Pending(SpecContext context, Http1Wire wire, Http1Request request, long sentAt) {
    this.context = context;
    this.wire = wire;
    this.request = request;
    this.sentAt = sentAt;
  }

  /// Not one octet of an answer comes for a while, and the connection stays open.
  ///
  /// @param because what should happen instead, for the message
  /// @throws VerdictException when something comes
  public Pending expectHeld(String because) {
    wire.expectSilence(because);
    return this;
  }

  /// What comes within that time, while nothing needs to come.
  public Seen watch(Duration within) {
    return wire.watch(within);
  }

  /// The answer, which is due now.
  public Reply reply() {
    return reply(wire.next());
  }

  /// The answer, which is due within a time that the spec knows.
  public Reply reply(Duration within) {
    return reply(wire.nextWithin(within));
  }

  private Reply reply(Seen seen) {
    return new Reply(context, request.toString(), seen, since(), wire.lastEvent());
  }

  /// How long ago it was sent.
  public Duration since() {
    return Duration.ofNanos(System.nanoTime() - sentAt);
  }

  /// The client goes away with a FIN, as when a page is closed.
  public void leave() {
    wire.close();
  }

  /// The client goes away with a RST, as when it crashes.
  public void reset() {
    wire.reset();
  }
}
