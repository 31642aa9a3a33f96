package dev.wireproof.engine.run;

import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.sut.Target;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// What to run, and who wants to know.
///
/// @param target open; the caller closes it
/// @param jobs the most specs at once, when the target bears them
/// @param strict whether tolerated and inconclusive results fail the gate
/// @param deviations why a full id is known to be broken, when it is
/// @param listener told each result as it falls, one at a time
/// @param progress told what the probe found out, one line each
public record RunRequest(
    SpecCatalogue catalogue,
    Target target,
    Selection selection,
    int jobs,
    boolean strict,
    Function<String, Optional<String>> deviations,
    Consumer<Result> listener,
    Consumer<String> progress) {

  public static final int DEFAULT_JOBS = 16;

  /// All that the target claims, with nobody listening.
  public static RunRequest of(SpecCatalogue catalogue, Target target) {
    return new RunRequest(
        catalogue,
        target,
        Selection.ALL,
        DEFAULT_JOBS,
        false,
        _ -> Optional.empty(),
        _ -> {},
        _ -> {});
  }

  /// The same for other specs.
  public RunRequest with(Selection other) {
    return new RunRequest(catalogue, target, other, jobs, strict, deviations, listener, progress);
  }
}
