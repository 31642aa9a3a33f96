package dev.wireproof.cli.run;

import dev.wireproof.cli.options.ConnectionOptions;
import dev.wireproof.cli.options.Format;
import dev.wireproof.cli.options.SpeaksWithTargets;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.result.SavedRun;
import dev.wireproof.engine.run.RunReport;
import dev.wireproof.engine.run.RunRequest;
import dev.wireproof.engine.run.SpecRunner;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.Targets;
import dev.wireproof.reports.compare.Comparison;
import dev.wireproof.reports.compare.ComparisonJson;
import dev.wireproof.reports.compare.ComparisonText;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wireproof compare`.
@Command(
    name = "compare",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Shows what differs between runs: did this upgrade change anything?",
      "Exit codes: 0 no difference, 1 a difference, 2 bad input, 3 a target cannot be used."
    })
public final class CompareCommand implements Callable<Integer>, SpeaksWithTargets {

  private static final String RESULTS = "results.jsonl";

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(
      arity = "2..*",
      paramLabel = "RUN",
      description = {
        "results.jsonl, summary.json, what run --format json printed, a folder of reports,",
        "or a target as run takes it, which is run first."
      })
  private List<String> runs = List.of();

  @Mixin private ConnectionOptions speaking = new ConnectionOptions();

  @Option(
      names = "--format",
      defaultValue = "console",
      description = "console or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.CONSOLE;

  @Override
  public ConnectionOptions connection() {
    return speaking;
  }

  @Override
  public Integer call() {
    List<SavedRun> saved = runs.stream().map(this::obtain).toList();
    var comparison = Comparison.of(saved);
    PrintWriter out = command.commandLine().getOut();
    out.print(
        format == Format.JSON
            ? ComparisonJson.render(comparison)
            : ComparisonText.render(comparison));
    out.flush();
    return comparison.isWithoutDifference() ? 0 : 1;
  }

  private SavedRun obtain(String run) {
    Path path = path(run);
    if (Files.isRegularFile(path)) {
      return SavedRun.read(path);
    }
    if (Files.isRegularFile(path.resolve(RESULTS))) {
      return SavedRun.read(path.resolve(RESULTS));
    }
    if (run.endsWith(".json") || run.endsWith(".jsonl")) {
      throw new InputException("there is no file " + run);
    }
    return judge(run);
  }

  /// An address that is no path on this machine is simply no file.
  private static Path path(String run) {
    try {
      return Path.of(run);
    } catch (InvalidPathException _) {
      return Path.of("");
    }
  }

  private SavedRun judge(String address) {
    try (Target target = Targets.open(address, speaking.options())) {
      RunReport report = new SpecRunner(RunRequest.of(SpecCatalogue.load(), target)).run();
      if (report.info().unusable().isPresent()) {
        throw new TargetUnusable(report.info().unusable().get());
      }
      return new SavedRun(address, report.results());
    }
  }
}
