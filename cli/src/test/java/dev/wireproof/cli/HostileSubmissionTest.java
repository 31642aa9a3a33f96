package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Whatever a submission does, a check says what that was and how it is mended, and leaves nothing
/// behind. The scripts call `server`, a correct one, and name what they start `$MARK`.
@Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileSubmissionTest {

  private static final String NOT_MANY = "a page or two";
  private static final int A_PAGE_OR_TWO = 10_000;

  @TempDir private Path folder = Path.of("");

  /// In the command line of all that a submission starts.
  private final String mark =
      Long.toString(ThreadLocalRandom.current().nextLong(1L << 50, 1L << 51));

  private Said check(String script, String... settings) throws IOException {
    write(script, settings);
    return Said.by("check", folder.toString(), "--out", folder.resolve("out").toString());
  }

  private void write(String script, String... settings) throws IOException {
    Path program = folder.resolve("run.sh");
    Files.writeString(
        program,
        """
        MARK=%s
        java() { exec '%s' -XX:TieredStopAtLevel=1 -XX:+UseSerialGC "-Dmark=$MARK" -cp '%s' "$@"; }
        server() { java dev.wireproof.reference.Main tcp-echo --brisk; }
        linger() { exec sleep "600.$MARK"; }
        flood() { yes 'to be or not to be' | head -c 30000000; }
        %s
        """
            .formatted(
                mark,
                Path.of(System.getProperty("java.home"), "bin", "java"),
                System.getProperty("java.class.path"),
                script));
    describe("[sh, run.sh]", settings);
  }

  private void describe(String start, String... settings) throws IOException {
    Files.writeString(
        folder.resolve("wireproof.yaml"),
        "wireproof: 1\nname: mine\nexercise: hello\nclaims: [tcp-echo]\nstart: %s\n%s\n"
            .formatted(start, String.join("\n", settings)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "linger                       | it listens nowhere          | listen at HOST and PORT",
        "flood                        | It printed last             | to be or not to be",
        "echo no database >&2; exit 7 | ended with exit code 7      | no database",
        "exit 3                       | It printed nothing          | find out more by hand: (cd ",
        "exit 0                       | ended with exit code 0      | a server goes on until it"
            + " gets",
        "kill -9 $$                   | 137 (as after SIGKILL)      | find out more by hand: (cd ",
        "linger & exit 0              | left processes behind       | in the foreground",
        "kill -15 $$                  | 143 (as after SIGTERM)      | find out more by hand: (cd ",
      })
  void whatDoesNotStartIsToldWithItsRemedy(String script, String what, String remedy)
      throws IOException {
    Said said = check(script, "ready-within: 1s");
    assertThat(said.code()).as(said.toString()).isEqualTo(3);
    assertThat(said.out())
        .contains("The server cannot be checked", what, remedy)
        .contains("To mend it: ")
        .as(NOT_MANY)
        .hasSizeLessThan(A_PAGE_OR_TWO);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "PORT=0; server         | take the port from the environment variable PORT",
        "HOST=127.0.0.2; server | take the address from the environment variable HOST",
      })
  void whoListensElsewhereIsToldWhere(String script, String remedy) throws IOException {
    Said said = check(script, "ready-within: 1s");
    for (int seconds = 2; !said.out().contains("it listens at") && seconds < 60; seconds *= 2) {
      said = check(script, "ready-within: " + seconds + "s"); // a busy machine starts it late
    }
    assertThat(said.code()).as(said.toString()).isEqualTo(3);
    assertThat(said.out()).contains("it listens at 127.0.0.", remedy);
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "[./serve]              | no such program; is it built",
        "[./run.sh]             | run.sh makes it so",
        "[no-such-program-here] | no such program in the folders of PATH; install it",
        "[./out]                | no such program; is it built",
      })
  void aProgramThatCannotBeStartedIsToldInOneLine(String start, String expected)
      throws IOException {
    write("server");
    describe(start);
    Said said = Said.by("check", folder.toString(), "--out", folder.resolve("out").toString());
    assertThat(said.code()).as(said.toString()).isEqualTo(2);
    assertThat(said.err()).contains("cannot start “", expected);
    assertThat(said.err().lines()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "floods        | flood & server",
        "closes all    | exec >&- 2>&-; server",
        "has children  | linger & (linger &); (trap '' TERM HUP; setsid sleep 600.$MARK &); server",
        "hides a child | (trap '' TERM HUP; env -i sleep 600.$MARK &); server",
      })
  void whatDoesItsWorkPassesWhateverItDoesBesides(String manner, String script) throws IOException {
    Said said = check(script);
    assertThat(said.code()).as(manner + ": " + said).isZero();
    assertThat(said.out()).contains("all 5 stages").as(NOT_MANY).hasSizeLessThan(A_PAGE_OR_TWO);
    assertNothingIsLeft();
  }

  /// Java leaves a signal ignored that was ignored when it began.
  @Test
  void whoIgnoresTheSignalFailsAndIsEnded() throws IOException {
    Said said = check("trap '' TERM; server", "stop-within: 300ms");
    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(said.out())
        .contains("✗ 5  End, and begin again", "tcp-echo.lifecycle.exits-in-time", "SIGTERM");
    assertNothingIsLeft();
  }

  /// Ends with an exception when a client sends it something.
  static final class Fragile {
    private Fragile() {}

    public static void main(String[] args) throws IOException {
      InetAddress host = InetAddress.getByName(System.getenv("HOST"));
      try (var listener = new ServerSocket(Integer.parseInt(System.getenv("PORT")), 50, host)) {
        listener.accept().close(); // whoever asks whether it is ready
        try (var client = listener.accept()) {
          client.getInputStream().read();
        }
      }
      throw new IllegalStateException("out of cheese");
    }
  }

  @Test
  void whoDiesInTheMiddleIsToldWithHisLastWords() throws IOException {
    Said said = check("java '" + Fragile.class.getName() + "'");
    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(said.out())
        .contains("The server ended by itself, with exit code 1", "out of cheese", "Fix this next");
    assertNothingIsLeft();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aCheckThatIsEndedTakesAllWithIt(boolean byForce) throws IOException, InterruptedException {
    write("(setsid sleep 600.$MARK &); echo \"$STATE_DIR\" >state; linger", "ready-within: 60s");
    Process harness =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "check",
                folder.toString(),
                "--out",
                folder.resolve("out").toString())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .start();
    Path note = folder.resolve("state");
    await()
        .atMost(Duration.ofSeconds(40))
        .until(() -> Files.exists(note) && !Files.readString(note).isBlank() && isSomethingLeft());
    if (byForce) {
      harness.destroyForcibly();
    } else {
      harness.destroy();
    }
    assertThat(harness.waitFor(20, TimeUnit.SECONDS)).isTrue();
    Path state = Path.of(Files.readString(note).strip());
    await()
        .atMost(Duration.ofSeconds(20))
        .until(() -> !isSomethingLeft() && Files.notExists(state));
  }

  private void assertNothingIsLeft() {
    assertThat(isSomethingLeft()).as("something that the submission started is alive").isFalse();
  }

  private boolean isSomethingLeft() {
    Path proc = Path.of("/proc");
    assumeTrue(Files.isDirectory(proc.resolve("self")), "there is no /proc here");
    List<Path> processes =
        ProcessHandle.allProcesses()
            .map(process -> proc.resolve(Long.toString(process.pid())))
            .toList();
    return processes.stream().anyMatch(this::isMarked);
  }

  private boolean isMarked(Path process) {
    try {
      return Files.readString(process.resolve("cmdline")).contains(mark);
    } catch (IOException _) {
      return false; // it ended, or its arguments are no text
    }
  }
}
