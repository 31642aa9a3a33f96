package dev.wireproof.cli;

import dev.wireproof.harness.result.SavedRun;
import dev.wireproof.reports.compare.Scripts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wireproof reproduce`.
@Command(
    name = "reproduce",
    mixinStandardHelpOptions = true,
    description = "Writes a shell script for each violation of a run that shows it without us.")
final class ReproduceCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(index = "0", paramLabel = "RESULTS", description = "results.jsonl or summary.json.")
  private Path results = Path.of("");

  @Parameters(index = "1", paramLabel = "DIR", description = "Where the scripts go.")
  private Path folder = Path.of("");

  @Override
  public Integer call() throws IOException {
    int written = Scripts.write(SavedRun.read(results), folder);
    command.commandLine().getOut().println(written + " scripts in " + folder);
    command.commandLine().getOut().flush();
    return 0;
  }
}
