package dev.wireproof.reference.longpolling;

import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.time.Duration;
import java.util.Set;

/// Reads how long a client wants to wait, and decides how long it may.
final class WaitTimes {

  private final Duration hold;
  private final Set<LongPollingFault> faults;

  /// @param hold the longest time that a poll is held
  WaitTimes(Duration hold, Set<LongPollingFault> faults) {
    this.hold = hold;
    this.faults = faults;
  }

  Duration of(Request request) throws Problem {
    String text = request.query("wait").orElse("0");
    if (text.equals("0") && has(LongPollingFault.ZERO_WAIT_IS_THE_LONGEST)) {
      return hold;
    }
    if (text.matches("-\\d+") && has(LongPollingFault.NEGATIVE_WAIT_TAKEN)) {
      return Duration.ZERO;
    }
    if (!text.matches("\\d{1,9}")) {
      throw new Problem(
          has(LongPollingFault.BAD_WAIT_IS_500) ? 500 : 400,
          "“wait” is to be a number of seconds.");
    }
    return capped(Duration.ofSeconds(Long.parseLong(text)));
  }

  private Duration capped(Duration asked) throws Problem {
    if (has(LongPollingFault.ANSWERS_EARLY)) {
      return Duration.ZERO;
    }
    boolean tooLong = asked.compareTo(hold) > 0;
    if (tooLong && has(LongPollingFault.LONG_WAIT_REFUSED) && asked.toSeconds() > 60) {
      throw new Problem(400, "“wait” is to be less than a minute.");
    }
    if (tooLong && !has(LongPollingFault.WAIT_NOT_CAPPED)) {
      return hold;
    }
    return has(LongPollingFault.ENDS_EARLY) ? asked.dividedBy(2) : asked;
  }

  private boolean has(LongPollingFault fault) {
    return faults.contains(fault);
  }
}
