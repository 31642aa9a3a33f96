package dev.wireproof.reports.evidence;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.verdict.Verdict.Kind;
import dev.wireproof.wire.Event;
import java.util.List;
import java.util.OptionalInt;

/// The event at which a rule was seen broken.
public final class DecisiveEvent {

  private DecisiveEvent() {}

  /// Index into the transcript of the last thing that the target did or failed to do; empty unless
  /// it violates the rule. What the harness did after that is tidying up.
  public static OptionalInt of(Result result) {
    List<Event> events = result.transcript();
    if (!result.is(Kind.VIOLATES) || events.isEmpty()) {
      return OptionalInt.empty();
    }
    for (int i = events.size() - 1; i >= 0; i--) {
      switch (events.get(i).kind()) {
        case RECEIVED, FINISHED, RESET, SILENCE -> {
          return OptionalInt.of(i);
        }
        case CONNECTED, SENT, HALF_CLOSED, CLOSED, NOTE, PROCESS -> {}
      }
    }
    return OptionalInt.of(events.size() - 1);
  }
}
