package dev.wireproof.harness.target.process;

import dev.wireproof.harness.target.TargetUnusable;
import java.io.IOException;

/// Outlives the harness for a moment: a shell that holds a pipe from it, and ends all kin when that
/// pipe breaks, as it does even after SIGKILL.
final class Guard implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      cat >/dev/null
      for again in 1 2 3; do
        for p in /proc/[0-9]*; do
          if tr '\\0' '\\n' <"$p/environ" 2>/dev/null | grep -qxF "$1"; then
            kill -KILL "${p#/proc/}" 2>/dev/null
          fi
        done
      done
      """;

  private final Process shell;

  private Guard(Process shell) {
    this.shell = shell;
  }

  static Guard over(Kin kin) {
    var builder = new ProcessBuilder("sh", "-c", SCRIPT, "wireproof-guard", kin.entry());
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return new Guard(builder.start());
    } catch (IOException e) {
      throw new TargetUnusable("cannot start a shell to guard the server: " + e.getMessage());
    }
  }

  /// The kin has ended: nothing is left to guard.
  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
