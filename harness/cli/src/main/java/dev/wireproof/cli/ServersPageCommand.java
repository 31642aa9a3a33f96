package dev.wireproof.cli;

import dev.wireproof.reports.compare.ServersPage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wireproof servers-page`.
@Command(
    name = "servers-page",
    mixinStandardHelpOptions = true,
    hidden = true,
    description = "Prints the page about the servers that docs/servers/run.sh has judged.")
final class ServersPageCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "DIR", description = "Where the results lie.")
  private Path folder = Path.of("");

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    out.print(ServersPage.render(folder));
    out.flush();
    return 0;
  }
}
