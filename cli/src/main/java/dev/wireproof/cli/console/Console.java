package dev.wireproof.cli.console;

import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.explain.Explanations;
import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.NotJudged;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;

/// Tells a run to a person: a line for each result as it falls, the stories of the failures, the
/// counts. On a terminal the lines of what conforms make place for a progress line.
public final class Console {

  private static final int ID_WIDTH = 52;

  private final PrintWriter out;
  private final Ansi paint = new Ansi();
  private final boolean strict;
  private final Explanations explanations = new Explanations();
  private int done;
  private int failed;
  private boolean lineOpen;

  public Console(PrintWriter out, boolean strict) {
    this.out = out;
    this.strict = strict;
  }

  public void begin(String target) {
    out.println(paint.with(Ansi.BOLD, "wireproof") + "  " + target);
    out.flush();
  }

  /// What the probe found out.
  public void found(String line) {
    clear();
    out.println("  " + line);
    out.flush();
  }

  public void result(Result result) {
    done++;
    boolean fails = Gate.fails(result, strict) || result.verdict().isEmpty();
    failed += fails ? 1 : 0;
    clear();
    if (isTold(result) && (!paint.isTerminal() || fails || !result.is(Kind.CONFORMS))) {
      out.println(line(result));
    }
    if (paint.isTerminal()) {
      out.print("  " + done + " done, " + failed + " failed");
      lineOpen = true;
    }
    out.flush();
  }

  /// What stands behind another rule is told once, under that rule's name, at the end.
  private static boolean isTold(Result result) {
    return NotJudged.because(result).isEmpty();
  }

  private void clear() {
    if (lineOpen) {
      out.print("\r\u001b[K");
      lineOpen = false;
    }
  }

  private String line(Result result) {
    String remark = result.is(Kind.CONFORMS) ? result.of().claim() : FailureMessage.line(result);
    return "  %s %s %5d ms  %s"
        .formatted(mark(result), pad(result.fullId()), result.millis(), shorten(remark.strip()));
  }

  private static String pad(String id) {
    return id + " ".repeat(Math.max(0, ID_WIDTH - id.length()));
  }

  private static String shorten(String remark) {
    String line = remark.lines().findFirst().orElse("");
    return line.length() <= 110 ? line : line.substring(0, 109) + "…";
  }

  private String mark(Result result) {
    return result
        .verdict()
        .map(verdict ->
            switch (verdict.kind()) {
              case CONFORMS -> paint.with(Ansi.GREEN, "✓");
              case TOLERATED -> paint.with(Ansi.YELLOW, "~");
              case VIOLATES -> paint.with(Ansi.RED, "✗");
              case NOT_APPLICABLE -> paint.with(Ansi.GREY, "–");
              case INCONCLUSIVE -> paint.with(Ansi.MAGENTA, "?");
              case OBSERVED -> paint.with(Ansi.CYAN, "•");
            })
        .orElse(paint.with(Ansi.RED, "!"));
  }

  /// The stories of what failed, the counts by name, the gate; last the line that machines read.
  public void end(RunInfo run, List<Result> results) {
    clear();
    results.stream()
        .filter(result -> Gate.fails(result, strict) || result.verdict().isEmpty())
        .filter(Console::isTold)
        .forEach(result -> story(result, results));
    NotJudged.of(results).forEach(this::notJudged);
    Gate gate = run.gate();
    out.println();
    for (Kind kind : Kind.values()) {
      out.printf("  %-14s %4d%n", kind.title(), gate.count(kind));
    }
    if (gate.faults() > 0) {
      out.printf("  %-14s %4d%n", "Harness faults", gate.faults());
    }
    out.println();
    run.unusable()
        .ifPresent(why -> out.println(paint.with(Ansi.RED, "The target cannot be judged: ") + why));
    if (run.unusable().isEmpty()) {
      out.println(
          gate.holds()
              ? paint.with(Ansi.GREEN, "The gate holds.")
              : paint.with(Ansi.RED, "The gate does not hold: ")
                  + String.join(", ", gate.reasons())
                  + ".");
    }
    out.printf(
        Locale.ROOT,
        "Done in %.2f s%s.%n",
        run.took().toMillis() / 1e3,
        run.seed().isPresent() ? ", with --seed " + run.seed().getAsLong() : "");
  }

  /// The counts in the form that build tools look for; it stands last and alone on its line.
  public void counts(Gate gate) {
    out.println(
        "%d passed, %d failed, %d skipped%s"
            .formatted(
                gate.passed(),
                gate.failed() + gate.faults(),
                gate.skipped(),
                gate.undecided().isEmpty()
                    ? ""
                    : "; " + String.join(", ", gate.undecided()) + ": the gate does not hold"));
    out.flush();
  }

  private void notJudged(NotJudged those) {
    out.println("  " + paint.with(Ansi.MAGENTA, "?") + " " + those.line());
  }

  private void story(Result result, List<Result> all) {
    Explanation explanation = explanations.of(result.of().id()).orElse(Explanation.NONE);
    out.println();
    FailureMessage.of(result, explanation, all).lines().forEach(line -> out.println("  " + line));
  }
}
