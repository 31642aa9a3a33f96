package dev.wireproof.engine.evidence;

import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Recording;
import java.util.Collection;
import java.util.List;
import java.util.Locale;

/// What a result has to say to a person: the rule, what was expected and seen, how its siblings
/// came out, why it matters and what may lie behind it, what travelled, and how to see it without
/// this harness.
public final class FailureMessage {

  private static final int HEX_ROWS = 8;
  private static final int WIDTH = 96;

  private FailureMessage() {}

  /// The whole of it, for a failure, before it is known how others came out.
  public static String of(Result result, Explanation explanation) {
    return of(result, explanation, List.of());
  }

  /// The whole of it, for a failure.
  ///
  /// @param all the results of its run, which tell what works beside it
  public static String of(Result result, Explanation general, Collection<Result> all) {
    Explanation explanation = general.in(Situations.of(result));
    var text = new StringBuilder();
    text.append(title(result)).append("\n  ").append(result.of().claim()).append("\n\n");
    finding(text, result);
    part(text, "beside it", Siblings.of(result, all));
    if (result.reproduction().isEmpty() && !explanation.seeIt().isEmpty()) {
      part(text, "see it", explanation.seeIt());
    }
    part(text, "why", explanation.why());
    if (!result.is(Verdict.Kind.INCONCLUSIVE)) {
      // where a step before the rule failed, what breaks the rule is not what happened
      part(text, "perhaps", explanation.cause());
      part(text, "hint", explanation.hint());
    }
    transcript(text, result.recording());
    if (!result.reproduction().isEmpty()) {
      text.append("\n  see it yourself\n    ")
          .append(result.reproduction().replace("\n", "\n    "))
          .append('\n');
    }
    return text.toString();
  }

  /// `http1.host.missing · MUST · RFC 9112 §3.2`.
  public static String title(Result result) {
    Level level = result.of().level();
    return result.fullId() + " · " + level + " · " + result.of().source();
  }

  /// The verdict in one line.
  public static String line(Result result) {
    return result
        .verdict()
        .map(verdict ->
            switch (verdict) {
              case Verdict.Conforms _ -> "";
              case Verdict.Tolerated(String why) -> why;
              case Verdict.Violates(String expected, String saw) ->
                  "expected " + expected + ", saw " + saw;
              case Verdict.NotApplicable(String why) -> why;
              case Verdict.Inconclusive undecided -> undecided.reason();
              case Verdict.Observed(String fact) -> fact;
            })
        .orElse("the harness failed");
  }

  private static void finding(StringBuilder text, Result result) {
    switch (result.outcome()) {
      case Result.Outcome.Judged(Verdict.Violates(String expected, String saw)) -> {
        part(text, "expected", expected);
        part(text, "saw", saw);
      }
      case Result.Outcome.Judged(Verdict verdict) ->
          part(text, verdict.kind().title().toLowerCase(Locale.ROOT), line(result));
      case Result.Outcome.HarnessFault(String stackTrace) -> text.append(stackTrace).append('\n');
    }
    result.deviation().ifPresent(why -> part(text, "known", why));
  }

  private static void part(StringBuilder text, String label, String content) {
    if (!content.isEmpty()) {
      String indent = " ".repeat(12);
      text.append("  %-9s ".formatted(label)).append(wrapped(content, indent)).append('\n');
    }
  }

  /// Breaks paragraphs of prose into lines that fit a terminal, indented from the second on.
  public static String wrapped(String content, String indent) {
    return wrap(content).strip().replace("\n", "\n" + indent);
  }

  private static String wrap(String content) {
    var text = new StringBuilder();
    for (String paragraph : content.split("\n\\s*\n", -1)) {
      int column = 0;
      for (String word : paragraph.strip().split("\\s+", -1)) {
        if (column > 0 && column + word.length() > WIDTH) {
          text.append('\n');
          column = 0;
        }
        text.append(column == 0 ? "" : " ").append(word);
        column += word.length() + 1;
      }
      text.append('\n');
    }
    return text.toString();
  }

  private static void transcript(StringBuilder text, Recording recording) {
    if (recording.events().isEmpty()) {
      return;
    }
    text.append("\n  what happened\n").append(TranscriptText.folded(recording));
    recording
        .decisiveEvent()
        .filter(Event.Data.class::isInstance)
        .map(event -> ((Event.Data) event).octets())
        .filter(octets -> !isPlain(octets))
        .ifPresent(octets ->
            text.append("\n  of the octets that decided\n")
                .append(HexDump.where(octets, c -> !isPlain(c), HEX_ROWS).indent(4)));
  }

  /// Whether the lines above have shown all of it.
  private static boolean isPlain(Octets octets) {
    return octets.latin1().chars().allMatch(FailureMessage::isPlain);
  }

  private static boolean isPlain(int octet) {
    return (octet >= ' ' && octet < 0x7f) || octet == '\r' || octet == '\n';
  }
}
