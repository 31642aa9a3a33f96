package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// `check` leads from stage to stage, shows as much as it is asked for, and grades.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class CheckTest {

  /// A rule of stage 2 and one of stage 4.
  private static final String BROKEN_TWICE =
      "reference:tcp-echo:half-line-echoed,half-close-lingers";

  private static final String SECOND = "tcp-echo.line.not-before-its-end · MUST";
  private static final String FOURTH = "tcp-echo.half-close.closed · MUST";

  @TempDir private Path folder = Path.of("");

  private Said check(String target, String... options) {
    String[] fixed = {"check", target, "--exercise", "hello", "--out", folder.toString()};
    return Said.by(
        Stream.concat(Arrays.stream(fixed), Arrays.stream(options)).toArray(String[]::new));
  }

  /// The object `grade` of the summary.
  private Map<?, ?> grade() throws IOException {
    Map<?, ?> summary = JSON.std.mapFrom(Files.readString(folder.resolve("summary.json")));
    assertThat(summary.get("grade")).isInstanceOf(Map.class);
    return summary.get("grade") instanceof Map<?, ?> grade ? grade : Map.of();
  }

  private static List<String> standings(Map<?, ?> grade) {
    assertThat(grade.get("stages")).isInstanceOf(List.class);
    return grade.get("stages") instanceof List<?> stages
        ? stages.stream().map(stage -> String.valueOf(((Map<?, ?>) stage).get("standing"))).toList()
        : List.of();
  }

  @Test
  void whoHoldsEverythingHasAllPoints() throws IOException {
    Said said = check("reference:tcp-echo");
    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out()).contains("all 5 stages", "35/35 points").doesNotContain("hint 1");
    assertThat(said.out()).contains("bin/wireproof new request-response");
    assertThat(grade().get("score")).isEqualTo(1.0);
    assertThat(grade().get("gradable")).isEqualTo(true);
    assertThat(standings(grade())).containsOnly("passed").hasSize(5);
  }

  @Test
  void itStopsAtTheFirstStageThatIsNotPassedAndTellsOneThing() throws IOException {
    Said said = check(BROKEN_TWICE);
    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(said.out())
        .contains("✓ 1  Send it back", "✗ 2  A line is", "stage 2 of 5", SECOND)
        .doesNotContain("3  Many at once", FOURTH)
        .containsOnlyOnce("Fix this next");
    Map<?, ?> grade = grade();
    assertThat(standings(grade))
        .containsExactly("passed", "failed", "not-reached", "not-reached", "not-reached");
    assertThat(grade.get("gradable")).isEqualTo(true);
    assertThat(grade.get("earned")).isEqualTo(11);
    assertThat(grade.get("offered")).isEqualTo(35);
    assertThat((Double) grade.get("score")).isCloseTo(11.0 / 35, within(0.0001));
  }

  @Test
  void allGoesOnAndTellsEverything() throws IOException {
    Said said = check(BROKEN_TWICE, "--all");
    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(said.out())
        .contains("✗ 2  A line is", "✓ 3  Many at once", "✗ 4  The client", "✓ 5  End, and")
        .contains("stage 2 of 5", SECOND, FOURTH);
    assertThat(standings(grade()))
        .containsExactly("passed", "failed", "passed", "failed", "passed");
    assertThat(grade().get("earned")).isEqualTo(31);
  }

  @Test
  void hintsUnfoldOneByOne() {
    assertThat(check(BROKEN_TWICE, "--hint", "0").out())
        .doesNotContain("hint 1 of 4")
        .contains("more with --hint 1");
    assertThat(check(BROKEN_TWICE).out())
        .contains("hint 1 of 4", "more with --hint 2")
        .doesNotContain("hint 2 of 4");
    assertThat(check(BROKEN_TWICE, "--hint", "2").out())
        .contains("hint 1 of 4", "hint 2 of 4", "more with --hint 3");
    assertThat(check(BROKEN_TWICE, "--hint", "9").out())
        .contains("hint 4 of 4")
        .doesNotContain("more with");
    assertThat(check(BROKEN_TWICE, "--hint", "-1").code()).isEqualTo(2);
  }

  /// When nothing is echoed, nothing else can be tried: that is the student's to mend, and counts.
  @Test
  void whatCouldNotBeTriedBecauseSomethingIsBrokenCounts() throws IOException {
    Said said = check("reference:tcp-echo:greets", "--all");
    assertThat(said.code()).as(said.toString()).isEqualTo(1);
    assertThat(said.out()).contains("tcp-echo.line.echoed · MUST");
    assertThat(grade().get("gradable")).isEqualTo(true);
    assertThat(standings(grade())).startsWith("failed");
  }

  /// Points that are not offered are not lost unseen.
  @Test
  void whatIsNotAskedIsToldWithItsReason() throws IOException {
    try (var echo =
        StubServer.start(client -> client.getInputStream().transferTo(client.getOutputStream()))) {
      Said said = check(echo.url(), "--all");
      assertThat(said.out())
          .contains("Not asked, and not counted:")
          .containsPattern("stage 5 +tcp-echo\\.lifecycle\\.\\S+ and \\d more: ");
    }
    assertThat(check("reference:tcp-echo").out()).doesNotContain("Not asked");
  }

  @Test
  void aServerThatIsNotThereHasNoPointsAndAReason() throws IOException {
    Said said = check("http://127.0.0.1:1");
    assertThat(said.code()).as(said.toString()).isEqualTo(3);
    assertThat(said.out()).contains("cannot connect to 127.0.0.1:1");
    assertThat(grade().get("earned")).isEqualTo(0);
  }
}
