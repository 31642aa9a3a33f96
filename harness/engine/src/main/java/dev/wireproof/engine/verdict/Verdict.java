package dev.wireproof.engine.verdict;

import java.time.Duration;
import java.util.Optional;

/// What was found out about a rule.
public sealed interface Verdict {

  /// The rule held.
  record Conforms() implements Verdict {}

  /// Allowed, or the right effect with a lesser flaw, or a SHOULD that is not followed.
  record Tolerated(String why) implements Verdict {}

  /// A MUST, or the target's own claim, is broken.
  record Violates(String expected, String saw) implements Verdict {}

  /// Not claimed, not offered, or more than this machine grants.
  record NotApplicable(String why) implements Verdict {}

  /// The control failed or the evidence was lost: the harness cannot say.
  ///
  /// @param because the id of the rule that fails and stands in the way, where it is known
  record Inconclusive(String why, Optional<String> because) implements Verdict {

    /// Undecided for a reason that is no rule of its own.
    public Inconclusive(String why) {
      this(why, Optional.empty());
    }

    private static final String HELD_UP = "this machine held up the harness itself for ";

    /// The harness was late itself, so the target is not to blame.
    public static Inconclusive heldUp(Duration late) {
      return new Inconclusive(HELD_UP + late.toMillis() + " ms");
    }

    /// Whether the harness is to blame, and not the target.
    public boolean isOfHarness() {
      return why.startsWith(HELD_UP);
    }

    /// The reason in one sentence, which names the rule that stands in the way.
    public String reason() {
      return because.map(id -> "not judged because " + id + " fails: " + why).orElse(why);
    }
  }

  /// Behaviour of kernel or network, shown and never judged.
  record Observed(String fact) implements Verdict {}

  /// The six, for counting and for names in reports.
  enum Kind {
    CONFORMS("Conforms"),
    TOLERATED("Tolerated"),
    VIOLATES("Violates"),
    NOT_APPLICABLE("NotApplicable"),
    INCONCLUSIVE("Inconclusive"),
    OBSERVED("Observed");

    private final String title;

    Kind(String title) {
      this.title = title;
    }

    public String title() {
      return title;
    }
  }

  default Kind kind() {
    return switch (this) {
      case Conforms _ -> Kind.CONFORMS;
      case Tolerated _ -> Kind.TOLERATED;
      case Violates _ -> Kind.VIOLATES;
      case NotApplicable _ -> Kind.NOT_APPLICABLE;
      case Inconclusive _ -> Kind.INCONCLUSIVE;
      case Observed _ -> Kind.OBSERVED;
    };
  }
}
