package dev.wireproof.reference.polling;

import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads from a Prefer field (RFC 7240) how long a client would wait. What cannot be read is no
/// preference.
final class Prefer {

  private static final Pattern WAIT =
      Pattern.compile("(?:^|,)\\s*wait\\s*=\\s*\"?(\\d{1,9})\"?\\s*(?:;[^,]*)?(?:,|$)");
  private static final Duration MOST = Duration.ofSeconds(30);

  private Prefer() {}

  static Duration wait(Request request, Set<PollingFault> faults) throws Problem {
    String prefer = request.field("Prefer").orElse("");
    Matcher wait = WAIT.matcher(prefer);
    if (!wait.find()) {
      return without(prefer, faults);
    }
    Duration asked = Duration.ofSeconds(Long.parseLong(wait.group(1)));
    if (faults.contains(PollingFault.WAIT_IGNORED)) {
      return Duration.ZERO;
    }
    if (faults.contains(PollingFault.WAIT_NEVER_OVER) && !asked.isZero()) {
      return MOST;
    }
    Duration capped = asked.compareTo(MOST) > 0 ? MOST : asked;
    return faults.contains(PollingFault.WAIT_OVER_TOO_EARLY) ? capped.dividedBy(2) : capped;
  }

  private static Duration without(String prefer, Set<PollingFault> faults) throws Problem {
    if (faults.contains(PollingFault.RESPOND_ASYNC_WAITS) && prefer.equals("respond-async")) {
      return MOST;
    }
    if (faults.contains(PollingFault.UNREADABLE_PREFER_REFUSED)
        && !prefer.isEmpty()
        && !prefer.equals("respond-async")) {
      throw new Problem(400, "Prefer cannot be read.");
    }
    return Duration.ZERO;
  }
}
