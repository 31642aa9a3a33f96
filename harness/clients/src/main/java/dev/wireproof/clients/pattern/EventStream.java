package dev.wireproof.clients.pattern;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.BodyPiece;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import dev.wireproof.wire.sse.EventStreamParser;
import dev.wireproof.wire.sse.StreamPart;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// An open response whose body is an event stream, read as it arrives.
public final class EventStream {

  private final SpecContext context;
  private final Http1Wire wire;
  private final Http1Response head;
  private final EventStreamParser parser = new EventStreamParser();
  private final Deque<Taken> waiting = new ArrayDeque<>();
  private Optional<String> end = Optional.empty();

  /// A part, and the event of the transcript that made it whole.
  private record Taken(StreamPart part, long event) {}

  EventStream(SpecContext context, Http1Wire wire, Http1Response head) {
    this.context = context;
    this.wire = wire;
    this.head = head;
  }

  /// The stream that a request is answered with.
  ///
  /// @throws VerdictException when it is not answered with 200: the spec is inconclusive
  static EventStream of(SpecContext context, Http1Wire wire, Http1Request request) {
    Seen seen = wire.head();
    return opened(context, wire, seen)
        .orElseThrow(() ->
            VerdictException.inconclusive(
                "no stream: “" + request + "” was answered with " + seen));
  }

  /// The stream that the rule asks for.
  ///
  /// @throws VerdictException when the request is not answered with 200
  static EventStream expectOf(SpecContext context, Http1Wire wire, String expected) {
    Seen seen = wire.head();
    return opened(context, wire, seen)
        .orElseThrow(() -> VerdictException.violates(expected, seen.toString()));
  }

  private static Optional<EventStream> opened(SpecContext context, Http1Wire wire, Seen seen) {
    if (seen instanceof Seen.Response(var head) && head.status() == 200) {
      return Optional.of(new EventStream(context, wire, head));
    }
    wire.close();
    return Optional.empty();
  }

  /// The stream that a request is answered with, which the rule asks for.
  ///
  /// @throws VerdictException when it is not answered with 200
  static EventStream expectIn(SpecContext context, Http1Wire wire, String expected) {
    Seen seen = wire.head();
    if (seen instanceof Seen.Response(var head) && head.status() == 200) {
      return new EventStream(context, wire, head);
    }
    wire.close();
    throw VerdictException.violates(expected, seen.toString());
  }

  /// The head of the response.
  public Http1Response head() {
    return head;
  }

  /// The next event, which is due now; comments and fields without data are passed over.
  ///
  /// @throws VerdictException when none comes
  public StreamPart.Event expectEvent(String expected) {
    return expectEvent(expected, context.patience().forAnswer());
  }

  /// The next event, which is due within a time that the spec knows.
  ///
  /// @throws VerdictException when none comes
  public StreamPart.Event expectEvent(String expected, Duration within) {
    return next(within, StreamPart.Event.class::isInstance)
        .map(StreamPart.Event.class::cast)
        .orElseThrow(() -> {
          context.timedOut();
          return VerdictException.violates(expected, what(within));
        });
  }

  /// The next `n` events, each of which is due now.
  ///
  /// @throws VerdictException when fewer come
  public List<StreamPart.Event> expectEvents(int n, String expected) {
    var events = new ArrayList<StreamPart.Event>();
    for (int i = 0; i < n; i++) {
      events.add(expectEvent(expected + " (" + i + " of " + n + " came)"));
    }
    return events;
  }

  /// The next event that `wanted` picks; nothing when none comes in time or the stream has ended.
  public Optional<StreamPart.Event> find(Predicate<StreamPart.Event> wanted, Duration within) {
    return next(within, part -> part instanceof StreamPart.Event event && wanted.test(event))
        .map(StreamPart.Event.class::cast);
  }

  /// The next part of any kind; nothing when none comes in time or the stream has ended.
  public Optional<StreamPart> part(Duration within) {
    return next(within, _ -> true);
  }

  /// No event comes for a while; comments may.
  ///
  /// @throws VerdictException when one comes
  public void expectQuiet(String because) {
    next(context.patience().forQuiet(), StreamPart.Event.class::isInstance)
        .ifPresent(event -> {
          throw VerdictException.violates(because, "an event: " + event);
        });
  }

  /// The stream ends, whole, and no event comes before.
  ///
  /// @throws VerdictException when an event comes, or it does not end
  public void expectEnd(String expected) {
    next(context.patience().forAnswer(), StreamPart.Event.class::isInstance)
        .ifPresent(event -> {
          throw VerdictException.violates(expected, "another event: " + event);
        });
    if (!isEnded()) {
      throw VerdictException.violates(expected, what(context.patience().forAnswer()));
    }
  }

  /// Whether the body came to its proper end.
  public boolean isEnded() {
    return end.filter(String::isEmpty).isPresent();
  }

  /// Whether nothing can come any more, however it ended.
  public boolean isOver() {
    return end.isPresent();
  }

  /// Octets that came after the last blank line.
  public String unfinished() {
    return parser.unfinished();
  }

  private Optional<StreamPart> next(Duration within, Predicate<StreamPart> wanted) {
    Deadline deadline = Deadline.in(within);
    while (true) {
      while (!waiting.isEmpty()) {
        Taken taken = waiting.remove();
        if (wanted.test(taken.part())) {
          context.transcript().judging(taken.event());
          return Optional.of(taken.part());
        }
      }
      if (end.isPresent()) {
        return Optional.empty();
      }
      switch (wire.piece(Duration.ofNanos(deadline.nanosLeft()))) {
        case BodyPiece.Data(var octets) -> take(octets);
        case BodyPiece.End _ -> end = Optional.of("");
        case BodyPiece.Stopped(Seen.Silence _) -> {
          wire.waited(within);
          return Optional.empty();
        }
        case BodyPiece.Stopped(Seen seen) -> end = Optional.of(seen.toString());
      }
    }
  }

  private void take(Octets octets) {
    long event = wire.lastEvent();
    for (StreamPart part : parser.feed(octets)) {
      part.decoded().ifPresent(decoded -> context.transcript().decoded(event, decoded));
      waiting.add(new Taken(part, event));
    }
  }

  private String what(Duration within) {
    String rest = unfinished().isEmpty() ? "" : "; unfinished: “" + unfinished() + "”";
    return end.map(why -> why.isEmpty() ? "the stream ended" : why)
            .orElse("no event within " + within.toMillis() + " ms")
        + rest;
  }

  /// Leaves what arrives from now on in the kernel, as a client that does not read.
  public void pauseReading() {
    wire.pauseReading();
  }

  /// Takes what arrives again, after [#pauseReading] or [Api#openWithoutReading].
  public void resumeReading() {
    wire.resumeReading();
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
