package dev.wireproof.engine.result;

import java.util.List;

/// What a server is worth in an exercise.
///
/// @param exercise its slug
/// @param gradable whether the harness could decide all that counts; if not, the score says nothing
/// @param stages all of the exercise, also those that were not reached
public record Grade(String exercise, boolean gradable, List<Stage> stages) {

  public Grade {
    stages = List.copyOf(stages);
  }

  /// How a stage ended.
  public enum Standing {
    /// All that is binding holds.
    PASSED,
    /// Something binding does not hold.
    FAILED,
    /// Something binding could not be decided.
    UNDECIDED,
    /// An earlier stage came in between.
    NOT_REACHED
  }

  /// One stage.
  ///
  /// @param number from 1
  /// @param specs what it asks for, without what could not be tried here
  public record Stage(int number, String title, Standing standing, List<Points> specs) {

    public Stage {
      specs = List.copyOf(specs);
    }

    public int earned() {
      return specs.stream().mapToInt(Points::earned).sum();
    }

    public int offered() {
      return specs.stream().mapToInt(Points::offered).sum();
    }
  }

  /// What one spec is worth.
  public record Points(String id, int earned, int offered) {}

  public int earned() {
    return stages.stream().mapToInt(Stage::earned).sum();
  }

  public int offered() {
    return stages.stream().mapToInt(Stage::offered).sum();
  }

  /// From 0 to 1.
  public double score() {
    return offered() == 0 ? 0 : (double) earned() / offered();
  }

  /// Whether every stage is passed.
  public boolean isComplete() {
    return stages.stream().allMatch(stage -> stage.standing() == Standing.PASSED);
  }
}
