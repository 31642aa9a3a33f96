package dev.wireproof.engine.run;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.OnChannel;
import dev.wireproof.wire.Event.Side;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What an exchange shows of a target that may not be there any more: it took no connection, or
/// what was asked of it met with silence or with the end of the connection.
enum Signs {
  /// None: whatever was asked for was answered, and the target ended no connection; or the harness
  /// itself ended the target.
  GOOD,
  /// The rule held, and the target ended a connection after its response: as it may, and as it does
  /// when it goes down.
  ENDED,
  /// Silence, an end without a response, or no connection at all.
  BAD;

  /// What the exchange of a spec shows.
  static Signs of(SpecContext context, Outcome outcome) {
    boolean conforms = outcome instanceof Outcome.Judged(Verdict.Conforms _);
    List<Event> events = context.transcript().events();
    if (events.stream().anyMatch(Event.Signalled.class::isInstance)) {
      return GOOD;
    }
    var seen = new Seen(conforms);
    events.forEach(seen::see);
    return context.unreachable().isPresent() ? BAD : seen.signs;
  }

  /// What was seen so far.
  private static final class Seen {

    private final boolean conforms;
    private final Set<Channel> waiting = new HashSet<>();
    private Signs signs = GOOD;

    private Seen(boolean conforms) {
      this.conforms = conforms;
    }

    private void see(Event event) {
      if (!(event instanceof OnChannel on) || on.channel().ends() != Ends.CLIENT_TO_TARGET) {
        return;
      }
      switch (on) {
        case Event.Sent _ -> waiting.add(on.channel());
        case Event.Received _ -> waiting.remove(on.channel());
        case Event.Ended ended when ended.by() == Side.PEER -> suspect(on.channel());
        case Event.Silent _ -> signs = conforms ? signs : BAD;
        case Event.Ended _, Event.Opened _, Event.Keyed _ -> {}
      }
    }

    private void suspect(Channel channel) {
      if (!conforms || waiting.contains(channel)) {
        signs = BAD;
      } else if (signs == GOOD) {
        signs = ENDED;
      }
    }
  }
}
