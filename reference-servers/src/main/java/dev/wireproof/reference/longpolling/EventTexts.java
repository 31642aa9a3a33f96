package dev.wireproof.reference.longpolling;

import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/// Reads the text of an event.
final class EventTexts {

  private EventTexts() {}

  static String of(Request request, Set<LongPollingFault> faults) throws Problem {
    String text = read(request, faults);
    if (faults.contains(LongPollingFault.STRIPS_TEXT)) {
      return text.strip();
    }
    if (faults.contains(LongPollingFault.READS_LATIN_1)) {
      return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
    return text;
  }

  private static String read(Request request, Set<LongPollingFault> faults) throws Problem {
    try {
      if (faults.contains(LongPollingFault.ANYTHING_IS_TEXT)) {
        return String.valueOf(request.json().get("text"));
      }
      return request.text("text");
    } catch (Problem problem) {
      if (faults.contains(LongPollingFault.NO_JSON_IS_500) && problem.status() == 400) {
        throw new Problem(500, "The body could not be parsed.");
      }
      throw problem;
    }
  }
}
