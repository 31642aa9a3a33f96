package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.wireproof.cli.check.FileWatcher;
import dev.wireproof.cli.reference.EmbeddedServer;
import dev.wireproof.cli.reference.ReferenceTargets;
import dev.wireproof.engine.targets.OpenTarget;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.References;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `check --watch` checks again when somebody has changed something, and only then.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WatchTest {

  @TempDir private Path folder = Path.of("");

  private final StringWriter said = new StringWriter();

  private void describe(String what) throws IOException {
    Files.writeString(
        folder.resolve("wireproof.yaml"),
        "wireproof: 1\nexercise: hello\nclaims: [tcp-echo]\n" + what + "\n");
  }

  /// Waits for the end of the check of that number, and returns what it said.
  private String check(int number) {
    await().atMost(Duration.ofSeconds(60)).until(() -> checks().length > number);
    return checks()[number - 1];
  }

  /// What was said, cut behind each check.
  private String[] checks() {
    return said.toString().split("Ctrl-C ends", -1);
  }

  private static EmbeddedServer server(String... faults) {
    Reference reference = References.find("tcp-echo").orElseThrow();
    Set<Fault> chosen = ReferenceTargets.faults(reference, String.join(",", faults));
    return EmbeddedServer.start(reference, chosen, TargetOptions.none(), List.of());
  }

  @Test
  void eachChangeIsCheckedUntilItIsEnded() throws IOException, InterruptedException {
    try (EmbeddedServer broken = server("half-line-echoed");
        EmbeddedServer good = server()) {
      describe("url: " + OpenTarget.address(broken, "http"));
      Thread watch = Thread.ofPlatform().name("watch").start(this::watch);
      assertThat(check(1)).contains("✓ 1  Send it back", "stage 2 of 5", "Fix this next");
      describe("url: " + OpenTarget.address(good, "http"));
      assertThat(check(2)).contains("✓ 2  A line is", "all 5 stages");
      describe("ulr: " + OpenTarget.address(good, "http"));
      assertThat(check(3)).contains("unknown key “ulr”; did you mean “url”");
      describe("url: http://127.0.0.1:1");
      assertThat(check(4)).contains("cannot connect to 127.0.0.1:1");
      describe("url: " + OpenTarget.address(good, "http"));
      assertThat(check(5)).contains("all 5 stages");
      watch.interrupt();
      watch.join();
      assertThat(checks()).hasSize(6);
    }
  }

  private void watch() {
    var out = new PrintWriter(said, true);
    Main.run(
        out,
        out,
        "check",
        folder.toString(),
        "--watch",
        "--out",
        folder.resolve("reports").toString());
  }

  @Test
  void whatACheckWritesIsNoChange() throws IOException {
    Files.writeString(folder.resolve("main.go"), "package main");
    try (var changes = new FileWatcher(folder, folder.resolve("reports"))) {
      changes.during(() -> {
        Files.writeString(folder.resolve("server"), "compiled");
        Files.writeString(
            Files.createDirectories(folder.resolve("reports")).resolve("matrix.html"), "<html>");
      });
      CompletableFuture<Void> changed = CompletableFuture.runAsync(changes::await);
      Files.writeString(folder.resolve("reports").resolve("matrix.html"), "<html><body>");
      Files.writeString(
          Files.createDirectories(folder.resolve("__pycache__")).resolve("server.pyc"), "x");
      Files.writeString(folder.resolve(".main.go.swp"), "the editor's own");
      assertThatThrownBy(() -> changed.get(500, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      Files.writeString(folder.resolve("main.go"), "package main // edited");
      assertThat(changed).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void whatIsEditedDuringACheckIsChecked() throws IOException {
    Path source = folder.resolve("main.go");
    Files.writeString(source, "package main");
    try (var changes = new FileWatcher(folder, folder.resolve("reports"))) {
      changes.during(() -> Files.writeString(folder.resolve("server"), "compiled"));
      changes.during(() -> {
        Files.writeString(source, "package main // edited");
        Files.writeString(folder.resolve("server"), "compiled again");
      });
      CompletableFuture<Void> changed = CompletableFuture.runAsync(changes::await);
      assertThat(changed).succeedsWithin(Duration.ofSeconds(20));
    }
  }

  @Test
  void aNewFileInANewFolderIsAChange() throws IOException {
    try (var changes = new FileWatcher(folder, folder.resolve("reports"))) {
      changes.during(() -> {});
      CompletableFuture<Void> changed = CompletableFuture.runAsync(changes::await);
      Files.writeString(
          Files.createDirectories(folder.resolve("lib")).resolve("lines.py"), "def lines(): ...");
      assertThat(changed).succeedsWithin(Duration.ofSeconds(20));
    }
  }
}
