package dev.wireproof.engine.context;

import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Transcript;
import java.util.List;
import java.util.stream.Collectors;

/// Whether the target outlived all that the specs of the run sent. The rule of a room that asks for
/// it ends in [#RULE]; it is judged last, and in every run in which a target went down.
public final class Survival implements WireClient {

  /// What follows the topic in the id of the rule.
  public static final String RULE = ".robustness.survives";

  private static final String EXPECTED = "a target that goes on serving, whatever it was sent";

  private final SpecContext context;

  public Survival(SpecContext context) {
    this.context = context;
  }

  /// No input of the run ended the target, or left it without an answer for anybody.
  ///
  /// @throws VerdictException when one did; what travelled then is in the transcript
  public void expectNoCrash() {
    String topic = context.specId().substring(0, context.specId().length() - RULE.length());
    List<Crash> crashes = Crashes.of(context.knowledge()).of(topic);
    boolean isOurs = context.target().lifecycle().isPresent();
    if (!crashes.isEmpty() && !isOurs && crashes.stream().noneMatch(Crash::proven)) {
      throw VerdictException.inconclusive(
          "the target was down for a while, and it cannot be seen why: "
              + crashes.getFirst().line());
    }
    if (!crashes.isEmpty()) {
      Verdict.Violates found = verdict(context.transcript(), crashes);
      throw VerdictException.violates(found.expected(), found.saw());
    }
  }

  /// What the crashes of a topic come to.
  ///
  /// @param transcript gets what travelled at the first of them
  public static Verdict.Violates verdict(Transcript transcript, List<Crash> crashes) {
    Crash first = crashes.getFirst();
    transcript.takeOver(first.recording());
    transcript.note("that was in " + first.suspects().getFirst());
    first.output().lines().forEach(line -> transcript.note("the target printed: " + line));
    long down = transcript.note(first.how());
    if (first.recording().decisive().isEmpty()) {
      transcript.judging(down);
    }
    return new Verdict.Violates(
        EXPECTED, crashes.stream().map(Crash::line).collect(Collectors.joining("; and ")));
  }

  @Override
  public void close() {}
}
