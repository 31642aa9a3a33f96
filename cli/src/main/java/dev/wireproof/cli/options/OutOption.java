package dev.wireproof.cli.options;

import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The option that names the folder of the reports.
public final class OutOption {

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Where the reports go (default: wireproof-report).")
  private @Nullable Path asked;

  public Path path() {
    return Optional.ofNullable(asked).orElse(ReportFolder.DEFAULT);
  }

  /// Begins the reports of a run.
  public ReportFolder open() {
    return asked == null
        ? ReportFolder.byDefault(command.commandLine().getErr())
        : ReportFolder.at(asked);
  }
}
