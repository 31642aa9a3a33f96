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
import java.util.Set;

/// What an exchange shows of a target that may not be there any more: it took no connection, or
/// what was asked of it met with silence or with the end of the connection.
final class Signs {

  private final boolean conforms;
  private final Set<Channel> waiting = new HashSet<>();
  private boolean bad;

  private Signs(boolean conforms) {
    this.conforms = conforms;
  }

  /// Whether it should be seen if the target is well before this outcome is believed.
  static boolean areBad(SpecContext context, Outcome outcome) {
    boolean conforms =
        outcome instanceof Outcome.Judged(Verdict verdict)
            && verdict.kind() == Verdict.Kind.CONFORMS;
    var signs = new Signs(conforms);
    context.transcript().events().forEach(signs::see);
    return signs.bad || context.unreachable().isPresent();
  }

  private void see(Event event) {
    if (!(event instanceof OnChannel on) || on.channel().ends() != Ends.CLIENT_TO_TARGET) {
      return;
    }
    switch (on) {
      case Event.Sent _ -> waiting.add(on.channel());
      case Event.Received _ -> waiting.remove(on.channel());
      case Event.Ended ended when ended.by() == Side.PEER -> suspect(on.channel());
      case Event.Silent _ -> bad |= !conforms;
      case Event.Ended _, Event.Opened _, Event.Keyed _ -> {}
    }
  }

  /// Where the rule held, an end that follows a response shows nothing.
  private void suspect(Channel channel) {
    bad |= !conforms || waiting.contains(channel);
  }
}
