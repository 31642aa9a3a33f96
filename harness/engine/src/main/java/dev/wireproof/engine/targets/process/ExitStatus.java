package dev.wireproof.engine.targets.process;

import java.util.Map;

/// How a process ended, as a sentence goes on.
final class ExitStatus {

  /// A shell and the JDK both tell of a signal as 128 and its number.
  private static final int SIGNAL = 128;

  private static final Map<Integer, String> SIGNALS =
      Map.of(
          1, "SIGHUP",
          2, "SIGINT",
          4, "SIGILL",
          6, "SIGABRT",
          7, "SIGBUS",
          8, "SIGFPE",
          9, "SIGKILL",
          11, "SIGSEGV",
          13, "SIGPIPE",
          15, "SIGTERM");

  private ExitStatus() {}

  /// `exit code 7`, or `exit code 137 (as after SIGKILL)` when it looks like that.
  static String of(int code) {
    String signal = SIGNALS.get(code - SIGNAL);
    return "exit code " + code + (signal == null ? "" : " (as after " + signal + ")");
  }
}
