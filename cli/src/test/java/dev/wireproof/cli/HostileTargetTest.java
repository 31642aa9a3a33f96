package dev.wireproof.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// Whatever a target does, the run ends with a reason, within time and memory, and leaves nothing.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class HostileTargetTest {

  private static final String OK = "HTTP/1.1 200 OK\r\n";

  @TempDir private Path folder = Path.of("");

  private String out() {
    return folder.resolve("out").toString();
  }

  /// What a server does with a connection.
  enum Manner {
    SILENT("no answer within") {
      @Override
      void serve(Socket client) throws IOException {
        awaitEnd(client);
      }
    },
    CLOSING("closed (FIN) without an answer") {
      @Override
      void serve(Socket client) throws IOException {
        client.getInputStream().read(new byte[1024]);
      }
    },
    RESETTING("the connection broke") {
      @Override
      void serve(Socket client) throws IOException {
        client.getInputStream().read(new byte[1024]);
        client.setSoLinger(true, 0);
      }
    },
    DRIPPING("stopped after") {
      @Override
      void serve(Socket client) throws IOException {
        for (byte octet : (OK + "X: " + "a".repeat(1000)).getBytes(ISO_8859_1)) {
          client.getOutputStream().write(octet);
          if (pauses(client)) {
            return;
          }
        }
      }
    },
    ENDLESS_HEAD("an answer without an end") {
      @Override
      void serve(Socket client) throws IOException {
        forever(client, OK + "X: ");
      }
    },
    ENDLESS_BODY("an answer without an end") {
      @Override
      void serve(Socket client) throws IOException {
        forever(client, OK + "\r\n");
      }
    },
    GARBAGE("does not speak HTTP/1.1") {
      @Override
      void serve(Socket client) throws IOException {
        forever(client, "\u0000\u00ff\u0016\u0003");
      }
    },
    ANOTHER_PROTOCOL("does not speak HTTP/1.1") {
      @Override
      void serve(Socket client) throws IOException {
        client.getOutputStream().write("SSH-2.0-OpenSSH_9.2\r\n".getBytes(ISO_8859_1));
        awaitEnd(client);
      }
    };

    private static final int MOST = 100 << 20;
    private final String reason;

    Manner(String reason) {
      this.reason = reason;
    }

    abstract void serve(Socket client) throws IOException;

    static void awaitEnd(Socket client) throws IOException {
      client.getInputStream().transferTo(OutputStream.nullOutputStream());
    }

    /// A second between two octets, unless the client goes.
    static boolean pauses(Socket client) throws IOException {
      client.setSoTimeout(1000);
      try {
        while (client.getInputStream().read() >= 0) {
          // its request
        }
        return true;
      } catch (SocketTimeoutException _) {
        return false;
      }
    }

    static void forever(Socket client, String beginning) throws IOException {
      OutputStream out = client.getOutputStream();
      out.write(beginning.getBytes(ISO_8859_1));
      byte[] more = "a".repeat(64 * 1024).getBytes(ISO_8859_1);
      for (int sent = 0; sent < MOST; sent += more.length) {
        out.write(more);
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void aServerThatDoesNotServeIsUnusableForAReason(Manner manner) throws IOException {
    try (var server = StubServer.start(manner::serve)) {
      Said said = Said.by("run", "-t", server.url(), "--out", out());
      assertThat(said.code()).as(said.toString()).isEqualTo(3);
      assertThat(said.out()).contains(manner.reason).doesNotContain("The gate holds");
    }
  }

  @Test
  void aServerThatDiesInTheMiddleIsNotGreenAndItsResultsAreKept() throws IOException {
    var served = new AtomicInteger();
    var life = new AtomicReference<StubServer>();
    try (var server =
        StubServer.start(client -> {
          if (served.incrementAndGet() > 24) {
            life.get().close();
            return;
          }
          answerEach(client);
        })) {
      life.set(server);
      Said said = Said.by("run", "-t", server.url(), "--out", out());
      assertThat(said.code()).as(said.toString()).isEqualTo(3);
      assertThat(said.out()).contains("the target is gone");
      assertThat(Files.readAllLines(folder.resolve("out/results.jsonl"))).hasSizeGreaterThan(5);
    }
  }

  private static void answerEach(Socket client) throws IOException {
    StubServer.answerEach(client, OK + "Content-Length: 2\r\n\r\nok");
  }

  private Said started(String script, String... more) throws IOException {
    Files.writeString(folder.resolve("run.sh"), script + "\n");
    Files.writeString(
        folder.resolve("wireproof.yaml"),
        "wireproof: 1\nstart: [sh, run.sh]\nready-within: 800ms\nstop-within: 300ms\n"
            + String.join("\n", more));
    return Said.by("run", "-t", folder.toString(), "--out", out());
  }

  @Test
  void aStartCommandThatExitsIsToldWithItsLastWords() throws IOException {
    Said said = started("echo no database >&2; exit 7");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("ended with exit code 7").contains("no database");
  }

  @Test
  void aStartCommandThatNeverListensIsTold() throws IOException {
    Said said = started("exec sleep 6543.21");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).contains("did not become ready").contains("listens nowhere");
    assertThat(isRunning("6543.21")).isFalse();
  }

  @Test
  void aFloodOfOutputIsBorne() throws IOException {
    Said said = started("head -c 100000000 /dev/zero | tr '\\0' x; exit 3");
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.err()).hasSizeLessThan(5_000);
  }

  @Test
  void whoeverIgnoresTheSignalOrForksTwiceIsEndedAllTheSame() throws IOException {
    Said said = started("trap '' TERM; (setsid sleep 7654.31 &); sleep 7654.32; sleep 7654.33");
    assertThat(said.code()).isEqualTo(3);
    assertThat(isRunning("7654.3")).isFalse();
  }

  @Test
  void killingTheHarnessLeavesNoOrphan() throws IOException, InterruptedException {
    Files.writeString(folder.resolve("run.sh"), "(setsid sleep 8765.41 &); sleep 8765.42\n");
    Files.writeString(
        folder.resolve("wireproof.yaml"), "wireproof: 1\nstart: [sh, run.sh]\nready-within: 50s\n");
    Process harness = harness("run", "-t", folder.toString(), "--out", out());
    await().atMost(Duration.ofSeconds(20)).until(() -> isRunning("8765.41"));
    harness.destroyForcibly().waitFor();
    await().atMost(Duration.ofSeconds(20)).until(() -> !isRunning("8765.4"));
  }

  @Test
  void killingTheHarnessKeepsTheResultsSoFar() throws IOException, InterruptedException {
    var held = new CountDownLatch(1);
    var served = new AtomicInteger();
    try (var server =
        StubServer.start(client -> {
          if (served.incrementAndGet() > 30) {
            hold(held);
          }
          answerEach(client);
        })) {
      Process harness = harness("run", "-t", server.url(), "--jobs", "1", "--out", out());
      Path results = folder.resolve("out/results.jsonl");
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> Files.exists(results) && Files.readAllLines(results).size() >= 5);
      harness.destroyForcibly().waitFor();
      assertThat(Files.readAllLines(results))
          .hasSizeGreaterThanOrEqualTo(5)
          .allSatisfy(line -> assertThat(line).startsWith("{").endsWith("}"));
    } finally {
      held.countDown();
    }
  }

  private static void hold(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(40, TimeUnit.SECONDS)) {
        throw new IOException("held too long");
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static Process harness(String... args) {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.add("-cp");
    argv.add(System.getProperty("java.class.path"));
    argv.add(Main.class.getName());
    argv.addAll(List.of(args));
    try {
      return new ProcessBuilder(argv)
          .redirectErrorStream(true)
          .redirectOutput(ProcessBuilder.Redirect.DISCARD)
          .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isRunning(String argument) {
    return ProcessHandle.allProcesses()
        .anyMatch(process ->
            process
                .info()
                .commandLine()
                .filter(line -> line.contains("sleep " + argument))
                .isPresent());
  }
}
