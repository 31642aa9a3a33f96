package dev.wireproof.verification.exercises;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/// Compiles the Java of an exercise in this JVM, where the compiler is warm: a compiler of its own
/// for each costs seconds of processor time. Their `start` commands compile only what is newer.
final class JavaSources {

  private static final String MAIN = "Main.java";

  /// The `java` of a developer's machine may be older than the one that runs these tests.
  private static final String OLDEST = "17";

  private JavaSources() {}

  /// Compiles a folder's main program, when it has one, as its own `start` command would.
  static void compile(Path folder) throws IOException {
    Path main = folder.resolve(MAIN);
    if (!Files.exists(main)) {
      return;
    }
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
      boolean compiled =
          compiler
              .getTask(
                  null,
                  files,
                  null,
                  List.of(
                      "-nowarn",
                      "-proc:none",
                      "--release",
                      OLDEST,
                      "-d",
                      folder.resolve("classes").toString()),
                  null,
                  files.getJavaFileObjects(main))
              .call();
      assertThat(compiled).as(main + " compiles").isTrue();
    }
  }
}
