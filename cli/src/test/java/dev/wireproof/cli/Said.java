package dev.wireproof.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/// What a command printed, and its exit code.
record Said(int code, String out, String err) {

  /// Runs the command in this JVM.
  static Said by(String... args) {
    var out = new StringWriter();
    var err = new StringWriter();
    int code = Main.run(new PrintWriter(out, true), new PrintWriter(err, true), args);
    return new Said(code, out.toString(), err.toString());
  }
}
