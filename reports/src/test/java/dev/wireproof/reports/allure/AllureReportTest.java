package dev.wireproof.reports.allure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.result.Result;
import dev.wireproof.reports.Samples;
import dev.wireproof.reports.evidence.Recordings;
import dev.wireproof.wire.Recording;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AllureReportTest {

  @TempDir private Path folder = Path.of("");

  @Test
  void aViolationFailsWithItsEvidenceAndTheFilesOfTheRunBeforeAreGone() throws IOException {
    List<Result> results = List.of(Samples.hostile());
    Files.createDirectories(folder.resolve("allure-results"));
    Files.writeString(folder.resolve("allure-results/old-result.json"), "{}");

    String line = AllureReport.write(folder, Samples.run(results), results, Optional.empty());

    assertThat(line).contains("allure-results");
    Map<String, Object> test = onlyResult();
    assertThat(test).containsEntry("status", "failed");
    assertThat(test.get("testCaseId")).isEqualTo(results.getFirst().fullId());
    assertThat((List<?>) test.get("attachments")).hasSizeGreaterThanOrEqualTo(4);
    assertThat(String.valueOf(test.get("steps"))).contains("status=failed");
  }

  @Test
  void eachEventIsAStepAndTheOneThatDecidedFails() throws IOException {
    assertThat(steps(Recordings.proxy()))
        .containsExactly(
            "passed -- connected to 127.0.0.1:8080",
            "passed -> GET /a",
            "passed -- accepted from 127.0.0.1:41000",
            "passed <- GET /b",
            "passed -> 200",
            "passed -> RST",
            "failed <- 502",
            "passed <- FIN");
    assertThat(steps(Recordings.datagrams())).endsWith("failed -- nothing for 240 ms");
    assertThat(steps(Recordings.truncatedTls())).endsWith("failed <- FIN without close_notify");
    assertThat(steps(Recordings.streams())).contains("failed <- RST", "passed -> HEADERS GET /b");
  }

  private List<String> steps(Recording recording) throws IOException {
    Result of = Samples.secondRequestCloses();
    var result =
        new Result(of.of(), of.outcome(), 1, Optional.empty(), of.reproduction(), recording);
    AllureReport.write(folder, Samples.run(List.of(result)), List.of(result), Optional.empty());
    List<?> steps = (List<?>) Objects.requireNonNull(onlyResult().get("steps"));
    return steps.stream()
        .map(step -> (Map<?, ?>) step)
        .map(step -> step.get("status") + " " + step.get("name"))
        .toList();
  }

  @Test
  void everyKindOfFailureFallsIntoOneCategory() throws IOException {
    var patterns =
        JSON.std.listFrom(AllureResource.text("categories.json")).stream()
            .map(category -> (Map<?, ?>) category)
            .filter(category -> String.valueOf(category.get("matchedStatuses")).contains("failed"))
            .map(category -> Pattern.compile(String.valueOf(category.get("messageRegex"))))
            .toList();
    assertThat(
            List.of(
                "expected a\nsaw no answer within 1000 ms",
                "expected a\nsaw the connection was closed (FIN) without an answer",
                "expected the connection closed\nsaw it was still open: no answer within 1000 ms",
                "expected a\nsaw HTTP/1.1 200 OK",
                "expected a\nsaw not an HTTP/1.1 response (x): y"))
        .allSatisfy(message ->
            assertThat(patterns.stream().filter(each -> each.matcher(message).matches()))
                .as(message)
                .hasSize(1));
  }

  private Map<String, Object> onlyResult() throws IOException {
    try (Stream<Path> files = Files.list(folder.resolve("allure-results"))) {
      List<Path> found =
          files.filter(file -> file.getFileName().toString().endsWith("-result.json")).toList();
      assertThat(found).hasSize(1);
      return Objects.requireNonNull(JSON.std.mapFrom(Files.readString(found.getFirst())));
    }
  }
}
