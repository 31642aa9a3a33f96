package dev.wireproof.engine.context;

import dev.wireproof.wire.Recording;
import java.util.List;

/// That a target ended, or answered nobody any more, without being told to.
///
/// @param topic whose rule it breaks
/// @param suspects the full ids of the specs that were under way, oldest first; when it is proven,
///   the one whose input does it, each time
/// @param proven whether that one alone brings the target down
/// @param input what was sent last, in words
/// @param how what became of the target, such as `it ended with exit code 1`
/// @param output what the target printed from the beginning of that spec on; empty when nothing
/// @param recording what travelled
public record Crash(
    String topic,
    List<String> suspects,
    boolean proven,
    String input,
    String how,
    String output,
    Recording recording) {

  private static final int MOST_OUTPUT = 300;

  public Crash {
    suspects = List.copyOf(suspects);
  }

  /// Which input did it and what came of it, in one line.
  public String line() {
    String sent = input.isEmpty() ? "" : ", sent “" + input + "”";
    String who =
        proven
            ? suspects.getFirst() + sent
            : "one of "
                + String.join(", ", suspects)
                + sent
                + " (none of them alone does it again)";
    return who + ": " + how + printed();
  }

  private String printed() {
    String last = output.strip().replaceAll("\\s*\\n\\s*", " | ");
    if (last.isEmpty()) {
      return "";
    }
    boolean whole = last.length() <= MOST_OUTPUT;
    return "; it printed: " + (whole ? last : "…" + last.substring(last.length() - MOST_OUTPUT));
  }
}
