package dev.wireproof.verification.toy;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.SavedRun;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.reports.evidence.Pcapng;
import java.io.File;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The command, with the toy's two lines of registration on its class path and nothing else that is
/// new, claims, probes, judges, reports, captures and repeats the toy's protocols.
class ToyProtocolTest {

  private static final int UDP = 17;

  @TempDir private Path folder = Path.of("");
  private final List<DatagramSocket> servers = new ArrayList<>();

  /// A second protocol that takes the first one's name.
  public static final class Impostor extends ToyProtocol {
    public Impostor() {
      super("marco", "MARCO", "NO");
    }
  }

  private record Said(int code, String text) {}

  /// Answers both protocols.
  ///
  /// @param forgets whether it leaves out the words behind a call
  private int server(boolean forgets) throws IOException {
    var socket = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
    servers.add(socket);
    Thread.ofVirtual().name("toy-server").start(() -> serve(socket, forgets));
    return socket.getLocalPort();
  }

  private static void serve(DatagramSocket socket, boolean forgets) {
    var packet = new DatagramPacket(new byte[512], 512);
    try {
      while (true) {
        packet.setLength(512);
        socket.receive(packet);
        String text = new String(packet.getData(), 0, packet.getLength(), UTF_8);
        String[] words = text.split(" ", 2);
        String answer = words[0].equals("MARCO") ? "POLO" : words[0].equals("hey") ? "HEY" : "?";
        String rest = words.length > 1 && !forgets ? " " + words[1] : "";
        byte[] octets = (answer + rest).getBytes(UTF_8);
        socket.send(new DatagramPacket(octets, octets.length, packet.getSocketAddress()));
      }
    } catch (IOException _) {
      // closed: the test is over
    }
  }

  private Said command(String registration, String... args) throws Exception {
    var argv = new ArrayList<String>();
    argv.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    argv.addAll(
        List.of(
            "-XX:TieredStopAtLevel=1",
            "-XX:+UseSerialGC",
            "-cp",
            Path.of("src", "test", registration).toAbsolutePath()
                + File.pathSeparator
                + System.getProperty("java.class.path"),
            "dev.wireproof.cli.Main"));
    argv.addAll(List.of(args));
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(argv).redirectErrorStream(true).redirectOutput(said.toFile()).start();
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    return new Said(process.exitValue(), Files.readString(said));
  }

  private Said run(int port, String scheme, String... more) throws Exception {
    var args = new ArrayList<>(List.of("run", "-t", scheme + "://127.0.0.1:" + port));
    args.addAll(List.of("--out", folder.resolve("out").toString()));
    args.addAll(List.of(more));
    return command("toy", args.toArray(String[]::new));
  }

  private List<Result> results() {
    return SavedRun.read(folder.resolve("out").resolve("results.jsonl")).results();
  }

  @Test
  void aConformingServerIsJudgedOverTheProtocolOfItsScheme() throws Exception {
    Said said = run(server(false), "marco");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(said.text())
        .contains("answers MARCO with POLO")
        .containsPattern("seems to speak shout too: wireproof run -t shout://127.0.0.1:\\d+");
    assertThat(results())
        .extracting(Result::fullId)
        .containsExactlyInAnyOrder("marco.answer.given", "marco.answer.repeats-the-words");
    assertThat(Files.readString(folder.resolve("out").resolve("junit.xml")))
        .contains("marco.answer.given");
  }

  @Test
  void oneMethodHasAResultForEachProtocolThatIsAskedFor() throws Exception {
    int port = server(false);
    Said said = run(port, "marco", "--topic", "marco,shout");
    assertThat(said.code()).as(said.text()).isZero();
    assertThat(results())
        .extracting(Result::fullId)
        .containsExactlyInAnyOrder(
            "marco.answer.given",
            "marco.answer.repeats-the-words",
            "shout.semantics.answer.given",
            "shout.semantics.answer.repeats-the-words");
    assertThat(results())
        .filteredOn(result -> result.of().id().startsWith("shout"))
        .allMatch(result -> result.of().topic().name().equals("shout"));
  }

  @Test
  void aViolationIsReportedCapturedAndRepeated() throws Exception {
    int port = server(true);
    Said said = run(port, "marco");
    assertThat(said.code()).as(said.text()).isEqualTo(1);
    assertThat(said.text()).contains("MARCO here").contains("nc -u -w 1 127.0.0.1 " + port);
    Result broken =
        results().stream()
            .filter(result -> result.is(Verdict.Kind.VIOLATES))
            .findFirst()
            .orElseThrow();
    assertThat(broken.fullId()).isEqualTo("marco.answer.repeats-the-words");
    byte[] capture = Pcapng.of(Instant.EPOCH, broken.recording());
    assertThat(protocols(capture)).isNotEmpty().containsOnly(UDP);
  }

  /// The protocol field of each IPv4 header in the capture: after 0x45 and nine octets more.
  private static List<Integer> protocols(byte[] capture) {
    var protocols = new ArrayList<Integer>();
    for (int i = 0; i + 20 < capture.length; i++) {
      boolean header = capture[i] == 0x45 && capture[i + 12] == 127 && capture[i + 16] == 127;
      if (header) {
        protocols.add((int) capture[i + 9]);
      }
    }
    return protocols;
  }

  @Test
  void itsOptionsAndLimitsAreKnown() throws Exception {
    assertThat(command("toy", "run", "--help").text()).contains("--marco-volume");
    Path target = Files.createDirectories(folder.resolve("server"));
    Files.writeString(
        target.resolve("wireproof.yaml"),
        "wireproof: 1\nurl: marco://127.0.0.1:%d\nclaims: [marco]\nlimits: {polo-within: soon}\n"
            .formatted(server(false)));
    Said said = command("toy", "run", "-t", target.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text()).contains("“polo-within” is a duration such as 2s, not “soon”");
  }

  @Test
  void twoOfOneNameAreAnErrorThatNamesBoth() throws Exception {
    Said said = command("toy-twice", "list");
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.text())
        .contains("two protocols have the name marco")
        .contains(Marco.class.getName())
        .contains(Impostor.class.getName());
  }

  @AfterEach
  void close() {
    servers.forEach(DatagramSocket::close);
  }
}
