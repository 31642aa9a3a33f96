package dev.wireproof.cli;

import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.protocol.Tool;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// `wireproof doctor`.
@Command(
    name = "doctor",
    mixinStandardHelpOptions = true,
    description = "Says what this machine lets the harness see, and how to get the rest.")
final class DoctorCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  /// One thing that a machine has or lacks.
  private record Finding(String what, boolean there, String otherwise) {}

  @Override
  public Integer call() throws InterruptedException {
    PrintWriter out = command.commandLine().getOut();
    for (Finding finding : findings()) {
      out.printf(
          "  %s %-44s %s%n",
          finding.there ? "✓" : "–", finding.what, finding.there ? "" : finding.otherwise);
    }
    out.flush();
    return 0;
  }

  private static List<Finding> findings() throws InterruptedException {
    boolean linux = System.getProperty("os.name", "").startsWith("Linux");
    Stream<Finding> tiers =
        Stream.of(
            new Finding("tier 0: sockets", true, ""),
            new Finding(
                "tier 1: /proc of started servers",
                linux && Files.isReadable(Path.of("/proc/self/status")),
                "needs Linux: processes are judged from outside only"),
            new Finding(
                "tier 2: own user and network namespace",
                linux && succeeds("unshare", "-Urn", "true"),
                "needs unprivileged user namespaces (util-linux; on Ubuntu an AppArmor profile)"));
    return Stream.concat(
            tiers,
            Protocols.all().stream()
                .flatMap(protocol -> protocol.tools().stream())
                .map(DoctorCommand::finding))
        .toList();
  }

  private static Finding finding(Tool tool) {
    return new Finding(
        tool.purpose(), tool.programs().stream().anyMatch(DoctorCommand::isOnPath), tool.remedy());
  }

  private static boolean isOnPath(String program) {
    String path = System.getenv("PATH");
    return path != null
        && Stream.of(path.split(":"))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
  }

  private static boolean succeeds(String... argv) throws InterruptedException {
    try {
      Process process =
          new ProcessBuilder(argv)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      boolean ended = process.waitFor(5, TimeUnit.SECONDS);
      if (!ended) {
        process.destroyForcibly();
      }
      return ended && process.exitValue() == 0;
    } catch (IOException _) {
      return false;
    }
  }
}
