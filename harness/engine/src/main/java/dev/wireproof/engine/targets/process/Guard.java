package dev.wireproof.engine.targets.process;

import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.wire.net.Network;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/// Outlives the harness for a moment: a shell that holds a pipe from it, and when that pipe breaks,
/// as it does even after SIGKILL, ends all kin and removes what they stored.
final class Guard implements AutoCloseable {

  private static final String SCRIPT =
      """
      trap '' HUP INT TERM
      session=none
      while read -r line; do session=$line; done
      for again in 1 2 3; do
        for p in /proc/[0-9]*; do
          if tr '\\0' '\\n' <"$p/environ" 2>/dev/null | grep -qxF "$1" ||
             [ "$(sed 's/.*) //' "$p/stat" 2>/dev/null | cut -d ' ' -f 4)" = "$session" ]; then
            kill -KILL "${p#/proc/}" 2>/dev/null
          fi
        done
      done
      [ -z "$2" ] || rm -rf "$2"
      """;

  private final Process shell;

  private Guard(Process shell) {
    this.shell = shell;
  }

  /// @param network where the server is
  /// @param state what to remove in the end, if anything
  static Guard over(Network network, ProcessTree kin, Optional<Path> state) {
    String folder = state.map(Path::toString).orElse("");
    var builder = new ProcessBuilder("sh", "-c", SCRIPT, "wireproof-guard", kin.entry(), folder);
    builder.redirectOutput(ProcessBuilder.Redirect.DISCARD);
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    try {
      return new Guard(network.start(builder));
    } catch (IOException e) {
      throw new TargetUnusable("cannot start a shell to guard the server: " + e.getMessage());
    }
  }

  /// Tells it the session that the kin begins in.
  void leadBy(long leader) {
    try {
      OutputStream in = shell.getOutputStream();
      in.write((leader + "\n").getBytes(StandardCharsets.US_ASCII));
      in.flush();
    } catch (IOException e) {
      throw new TargetUnusable("the shell that guards the server has gone: " + e.getMessage());
    }
  }

  /// The kin has ended: nothing is left to guard.
  @Override
  public void close() {
    shell.destroyForcibly();
  }
}
