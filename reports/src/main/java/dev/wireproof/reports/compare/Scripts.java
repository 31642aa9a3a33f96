package dev.wireproof.reports.compare;

import dev.wireproof.harness.result.Result;
import dev.wireproof.harness.result.SavedRun;
import dev.wireproof.harness.verdict.Verdict.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/// The printed commands of what a run found violated, a script for each.
public final class Scripts {

  private Scripts() {}

  /// Writes `ID.sh` for each violation that has a command; how many there are.
  public static int write(SavedRun run, Path folder) throws IOException {
    Files.createDirectories(folder);
    int written = 0;
    for (Result result : run.results()) {
      if (result.is(Kind.VIOLATES) && !result.reproduction().isEmpty()) {
        Path script = folder.resolve(JudgedServer.scriptOf(result));
        Files.writeString(script, result.reproduction() + "\n", StandardCharsets.UTF_8);
        written++;
      }
    }
    return written;
  }
}
