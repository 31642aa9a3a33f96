package dev.wireproof.clients.http1;

import dev.wireproof.engine.context.Situation;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.http1.BodyPiece;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// What arrives on a connection, and how long it is waited for: an answer as long as patience
/// lasts, nothing as long as a multiple of the slowest exchange of late. Judges nothing.
public abstract sealed class Http1Arrivals permits Http1Wire {

  private final SpecContext context;
  private final Target target;
  private final Http1Connection connection;
  private @Nullable Seen last;

  Http1Arrivals(SpecContext context, Target target, Http1Connection connection) {
    this.context = context;
    this.target = target;
    this.connection = connection;
  }

  /// What the target does next, without judging it.
  public final Seen next() {
    return due(connection.situation(), false);
  }

  /// As [#next()], within a time of the spec's own.
  public final Seen next(Duration within) {
    return timed(read(false, true, within));
  }

  /// Watches for so long, as for nothing; its end is no wait in vain.
  public final Seen watch(Duration within) {
    return read(true, false, within);
  }

  /// What comes while nothing needs to come: waits a multiple of the slowest exchange of late, and
  /// not so long that the target may give up what is under way.
  public final Seen meanwhile() {
    Duration quiet = context.patience().forQuiet();
    return read(
        false,
        true,
        target
            .shortestTimeout()
            .map(timeout -> timeout.dividedBy(2))
            .filter(half -> half.compareTo(quiet) < 0)
            .orElse(quiet));
  }

  /// What the target does next within a time that the spec knows, such as the hold of a long poll.
  /// That time says nothing of the target's pace.
  public final Seen nextWithin(Duration within) {
    return timed(read(false, false, within));
  }

  /// The head of the next response; its body is then taken with [#piece].
  public final Seen head() {
    Situation head = Http1Situations.head(connection.situation());
    Duration within = context.forAnswer(head);
    long begin = System.nanoTime();
    return awaited(head, begin, within, connection.readHead(within));
  }

  /// More of the body whose head was read with [#head].
  public final BodyPiece piece(Duration within) {
    return connection.readPiece(within);
  }

  /// Writes down that nothing came for so long that the spec waits no more.
  public final void waited(Duration within) {
    connection.waited(within);
  }

  /// The event of the transcript with which the last reading ended.
  public final long lastEvent() {
    return connection.lastEvent();
  }

  /// What the target does next, an interim response (1xx) included.
  public final Seen interim() {
    return due(Http1Situations.interim(connection.situation()), true);
  }

  /// How the connection ends, or what shows that it does not.
  ///
  /// @param ask sends what would be answered if it lasts
  final Seen ending(Runnable ask) {
    Situation end = connection.end();
    long begin = System.nanoTime();
    Seen seen = meanwhile();
    if (seen instanceof Seen.Silence(_, var partial) && partial.isEmpty()) {
      ask.run();
      Duration within = beforeIdle(context.forAnswer(end));
      return awaited(end, begin, within, read(false, true, within));
    }
    return awaited(end, begin, Duration.ZERO, seen);
  }

  /// Not so long that the target closes the connection because it is idle.
  private Duration beforeIdle(Duration patience) {
    return target
        .durationLimit("idle-timeout")
        .map(idle -> idle.dividedBy(2))
        .filter(half -> half.compareTo(patience) < 0)
        .orElse(patience);
  }

  /// What was read last, and not piece by piece.
  final @Nullable Seen last() {
    return last;
  }

  /// What follows from a wait for something that did not come hangs on time.
  private Seen timed(Seen seen) {
    if (seen instanceof Seen.Silence) {
      context.timedOut();
    }
    return seen;
  }

  private Seen due(Situation situation, boolean orInterim) {
    Duration within = context.forAnswer(situation);
    long begin = System.nanoTime();
    return awaited(situation, begin, within, read(orInterim, true, within));
  }

  /// Every wait in a situation teaches how long the next has to be.
  private Seen awaited(Situation situation, long begin, Duration within, Seen seen) {
    if (seen instanceof Seen.Silence) {
      context.inVain(situation, within);
    } else if (Http1Situations.isShownBy(situation, seen)) {
      context.shown(situation, Duration.ofNanos(System.nanoTime() - begin));
    }
    return seen;
  }

  private Seen read(boolean orInterim, boolean showsPace, Duration within) {
    Seen seen =
        orInterim ? connection.readInterim(showsPace, within) : connection.read(showsPace, within);
    last = seen;
    return seen;
  }
}
