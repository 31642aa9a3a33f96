package dev.wireproof.cli;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.wireproof.cli.FrailServer.Weakness;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.ResultLog;
import dev.wireproof.engine.verdict.Verdict;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Servers that end, hang or spin on one input: the input is named, and all else is judged as if
/// nothing had happened.
@Timeout(value = 240, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CrashTest {

  private static final String CULPRIT = "http1.framing.content-length-invalid/plus-sign";
  private static final String RULE = "http1.robustness.survives";
  private static final String SOME =
      "http1.base.*,http1.host.*,http1.framing.content-length-invalid,http1.head.no-body,"
          + "http1.persistence.second-request,http1.request-line.*,http1.segmentation.*";

  @TempDir private Path folder = Path.of("");

  private static List<String> start(Weakness weakness) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "-cp",
        Path.of(FrailServer.class.getProtectionDomain().getCodeSource().getLocation().getPath())
            .toString(),
        FrailServer.class.getName(),
        weakness.name());
  }

  private Said run(Weakness weakness) throws IOException {
    Files.writeString(
        folder.resolve("wireproof.yaml"),
        "wireproof: 1\nname: frail\nready: http\nclaims: [http1]\nstart: [\"%s\"]\n"
            .formatted(String.join("\", \"", start(weakness))));
    return judge(folder.toString());
  }

  private Said judge(String target) {
    return Said.by("run", "-t", target, "--spec", SOME, "--out", out().toString());
  }

  private Path out() {
    return folder.resolve("out");
  }

  private Map<String, Verdict> verdicts() throws IOException {
    return new TreeMap<>(
        ResultLog.read(out().resolve("results.jsonl")).results().stream()
            .collect(toMap(Result::fullId, result -> result.verdict().orElseThrow())));
  }

  @ParameterizedTest
  @CsvSource({
    "CRASHES, 'it ended by itself, with exit code 7'",
    "HANGS, 'it hangs: no answer'",
    "SPINS, 'ms of processor time'"
  })
  void theInputIsNamedAndAllElseIsJudged(Weakness weakness, String how) throws IOException {
    run(Weakness.NONE);
    Map<String, Verdict> without = verdicts();
    Said said = run(weakness);
    Map<String, Verdict> with = verdicts();

    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(with.remove(RULE))
        .isInstanceOfSatisfying(
            Verdict.Violates.class,
            it -> assertThat(it.saw()).startsWith(CULPRIT).contains("+5", how, "cannot read +5"));
    assertThat(with.remove(CULPRIT))
        .isInstanceOfSatisfying(
            Verdict.Inconclusive.class,
            it -> assertThat(it.because()).isEqualTo(Optional.of(RULE)));
    without.remove(CULPRIT);
    assertThat(kinds(with)).isEqualTo(kinds(without));
    assertThat(said.out()).containsOnlyOnce("1 rule not judged because " + RULE + " fails");
  }

  private static Map<String, Verdict.Kind> kinds(Map<String, Verdict> verdicts) {
    return verdicts.entrySet().stream()
        .collect(toMap(Map.Entry::getKey, entry -> entry.getValue().kind()));
  }

  @Test
  void aServerThatNobodyStartsAgainIsToldWithTheInputsThatWereUnderWay()
      throws IOException, InterruptedException {
    int port;
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = free.getLocalPort();
    }
    var builder = new ProcessBuilder(start(Weakness.CRASHES)).redirectErrorStream(true);
    builder.environment().putAll(Map.of("HOST", "127.0.0.1", "PORT", Integer.toString(port)));
    Process server = builder.redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
    try {
      awaitListening(server, port);
      Said said = judge("http://127.0.0.1:" + port);
      assertThat(said.code()).as(said.toString()).isEqualTo(3);
      assertThat(said.out()).contains("The target cannot be judged: the target is gone", CULPRIT);
    } finally {
      server.destroyForcibly().waitFor();
    }
  }

  private static void awaitListening(Process server, int port) {
    await()
        .until(() -> {
          assertThat(server.isAlive()).isTrue();
          try (var client = new Socket(InetAddress.ofLiteral("127.0.0.1"), port)) {
            return client.isConnected();
          } catch (IOException _) {
            return false;
          }
        });
  }
}
