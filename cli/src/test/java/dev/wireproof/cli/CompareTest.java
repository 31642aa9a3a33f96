package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `compare` answers “did this upgrade change anything” with an exit code and the reasons.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CompareTest {

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void keepTwoRuns() {
    run("good", "reference:http1", "http1.host.*");
    run("bad", "reference:http1:host-not-required", "http1.host.*");
  }

  private void run(String name, String target, String spec) {
    Said.by("run", "-t", target, spec, "--out", folder.resolve(name).toString());
  }

  private String file(String name) {
    return folder.resolve(name).toString();
  }

  @Test
  void aRunIsLikeItselfHoweverItWasKept() throws IOException {
    Said printed =
        Said.by(
            "run",
            "-t",
            "reference:http1",
            "http1.host.*",
            "--out",
            file("third"),
            "--format",
            "json");
    Files.writeString(folder.resolve("printed.json"), printed.out());
    for (String kept : List.of("good/results.jsonl", "good/summary.json", "printed.json")) {
      Said said = Said.by("compare", file("good"), file(kept));
      assertThat(said.code()).as(said.toString()).isZero();
      assertThat(said.out()).contains("0 differ").contains(", 0 not in all");
    }
  }

  @Test
  void aDifferenceIsShownWithWhatWasSeen() {
    Said said = Said.by("compare", file("good"), file("bad"));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out())
        .containsPattern("http1.host.missing +Conforms -> Violates")
        .contains("B  expected a refusal with 400, saw HTTP/1.1 200 OK")
        .contains("1 differ");
  }

  @Test
  void aSpecThatOnlyOneRunHasIsADifference() {
    run("less", "reference:http1", "http1.host.missing");
    Said said = Said.by("compare", file("good"), file("less"));
    assertThat(said.code()).isEqualTo(1);
    assertThat(said.out()).containsPattern("http1.host.duplicate +only in A");
  }

  @Test
  void aMachineCanReadIt() throws IOException {
    Said said = Said.by("compare", file("good"), file("bad"), "--format", "json");
    Map<String, Object> json = JSON.std.mapFrom(said.out());
    assertThat(json).containsEntry("schema", 1);
    assertThat(json.get("counts"))
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("differ", 1)
        .containsEntry("notInAll", 0);
    assertThat(json.get("differences"))
        .asInstanceOf(InstanceOfAssertFactories.LIST)
        .singleElement()
        .asInstanceOf(InstanceOfAssertFactories.MAP)
        .containsEntry("id", "http1.host.missing");
  }

  @Test
  void aTargetIsRunFirst() {
    Said said = Said.by("compare", "reference:http1", "reference:http1:host-not-required");
    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(said.out()).contains("A  reference:http1", "B  reference:http1:host-not-required");
  }

  @Test
  void badInputIsTold() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.jsonl"), "{\"id\":\"x\"}\n");
    Path empty = Files.writeString(folder.resolve("empty.json"), "");
    assertBad("there is no file", "no-such.json");
    assertBad("broken.jsonl:1: no result of a run", broken.toString());
    assertBad("holds no results", empty.toString());
    assertBad("is no target", "no-such-thing");
    assertThat(Said.by("compare", file("good")).code()).isEqualTo(2);
  }

  private void assertBad(String expected, String run) {
    Said said = Said.by("compare", file("good"), run);
    assertThat(said.code()).as(said.toString()).isEqualTo(2);
    assertThat(said.err()).contains(expected);
    assertThat(said.err().lines().count()).isEqualTo(1);
  }
}
