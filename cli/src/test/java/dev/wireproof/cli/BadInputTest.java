package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Bad input is answered in one line that names the thing and the remedy.
class BadInputTest {

  @TempDir private Path folder = Path.of("");

  private Said run(String... args) {
    String[] all = Arrays.copyOf(args, args.length + 2);
    all[args.length] = "--out";
    all[args.length + 1] = folder.resolve("out").toString();
    return Said.by(all);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "run http1.hst.missing           | did you mean “http1.host.missing”",
        "run http1.host.invalid/two-port | did you mean “http1.host.invalid/two-ports”",
        "run --topic htp1                | did you mean “http1”",
        "run --property keepaliv         | did you mean “keepalive”",
        "run --level mst                 | did you mean “must”",
        "run --topic nagle --level may   | no spec is all of this: --topic nagle, --level may",
        "run http1.host.* --topic push   | no spec is all of this: id http1.host.*, --topic push",
        "run -t reference:tcp-echo --property resumption | what this target claims",
        "run --allow lot                 | did you mean “lab”",
        "run --jobs 0                    | --jobs is 1 or more",
        "run --claim statless            | did you mean “stateless”",
        "run -t htp://127.0.0.1          | did you mean “http”",
        "run -t http:///x                | names no host",
        "run -t http://127.0.0.1:99999   | port outside 1 to 65535",
        "run -t http://127.0.0.1:1/%zz   | is no URL",
        "run -t no-such-directory        | is no target",
        "run -t reference:htp1           | did you mean “http1”",
        "run -t reference:http1:close-ignord | did you mean “close-ignored”",
        "run -t http://127.0.0.1 --header colonless | 'Name: value'",
        "run -t http://127.0.0.1 --path index | begins with “/”",
        "run -t https://127.0.0.1 --ca no-such.pem | no-such.pem",
        "run --deviations no-such.yaml   | no-such.yaml",
        "run --no-such-option            | Unknown option",
      })
  void aWrongNameIsToldWithTheNearestRightOne(String args, String expected) {
    Said said = run(args.split(" +"));
    assertThat(said.code()).as(said.toString()).isEqualTo(2);
    assertThat(said.err()).contains(expected).startsWith("wireproof: ");
    assertThat(said.err().lines().count()).isLessThanOrEqualTo(3);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "wireproof: 1;strat: [x]          | wireproof.yaml:2:1: unknown key “strat”; did you mean"
            + " “start”",
        "wireproof: 2;start: [x]          | wireproof.yaml:1:12: “wireproof” is the version",
        "start: [x]                       | “wireproof” is missing",
        "wireproof: 1                     | “start” or “url”",
        "wireproof: 1;start: run.sh       | wireproof.yaml:2:8: “start” is a list",
        "wireproof: 1;start: [x];start: [y] | stands here twice",
        "wireproof: 1;start: [x];ready-within: soon | wireproof.yaml:3:15: “ready-within” is a"
            + " duration",
        "wireproof: 1;start: [x];ready: maybe | is http, tcp or udp",
        "wireproof: 1;start: [x];claims: [statles] | wireproof.yaml:3:10: nobody knows the claim"
            + " “statles”; did you mean “stateless”",
        "wireproof: 1;start: [x];limits: {worker: 4} | unknown limit “worker”; did you mean"
            + " “workers”",
        "wireproof: 1;start: [x];limits: {workers: few} | “workers” is a whole number",
        "wireproof: 1;start: [x];instances: 99 | is a number from 1 to 16",
        "wireproof: 1;start: [x           | no valid YAML",
        "wireproof: 1;start: [no-such-program-here] | no such program",
        "wireproof: 1;url: nowhere        | “url” is SCHEME://HOST:PORT, where SCHEME is http, https, tcp or udp",
      })
  void aBrokenDescriptionIsToldWithItsLine(String yaml, String expected) throws IOException {
    Files.writeString(folder.resolve("wireproof.yaml"), yaml.replace(';', '\n') + "\n");
    Said said = run("run", "-t", folder.toString());
    assertThat(said.code()).as(said.toString()).isEqualTo(2);
    assertThat(said.err()).contains(expected);
    assertThat(said.err().lines().count()).isEqualTo(1);
  }

  @Test
  void aDirectoryWithoutDescriptionIsTold() {
    Said said = run("run", "-t", folder.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("there is no " + folder.resolve("wireproof.yaml"));
  }

  @Test
  void aDeviationThatMatchesNothingIsToldWithItsLine() throws IOException {
    Path list = folder.resolve("deviations.yaml");
    Files.writeString(list, "- id: http1.host.mising\n  reason: known\n");
    Said said = run("run", "--deviations", list.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err())
        .contains("deviations.yaml:1:3")
        .contains("did you mean “http1.host.missing”");
  }

  @Test
  void aDeviationIsReportedAndDoesNotGateUntilItConforms() throws IOException {
    Path list = folder.resolve("deviations.yaml");
    Files.writeString(list, "- {id: http1.host.missing, reason: old clients}\n");
    String[] broken = {
      "run",
      "-t",
      "reference:http1:host-not-required",
      "http1.host.missing",
      "--deviations",
      list.toString()
    };
    assertThat(run(broken).code()).isZero();
    Said mended = run("run", "http1.host.missing", "--deviations", list.toString());
    assertThat(mended.code()).isEqualTo(1);
    assertThat(mended.out()).contains("remove from the list");
  }

  @Test
  void anUnreachableTargetIsNoGreenOne() throws IOException {
    int free;
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      free = socket.getLocalPort();
    }
    Said said = run("run", "-t", "http://127.0.0.1:" + free);
    assertThat(said.code()).isEqualTo(3);
    assertThat(said.out())
        .contains("cannot connect to 127.0.0.1:" + free)
        .contains("is the server running");
  }

  @Test
  void aTakenPortIsTold() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Said said = Said.by("serve", "http1", "--port", "" + socket.getLocalPort());
      assertThat(said.code()).isEqualTo(3);
      assertThat(said.err()).contains("cannot listen on port").contains("--port");
    }
  }
}
