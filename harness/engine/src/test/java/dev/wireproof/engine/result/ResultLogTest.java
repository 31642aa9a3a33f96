package dev.wireproof.engine.result;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.result.Result.Outcome.Judged;
import dev.wireproof.engine.verdict.Verdict;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResultLogTest {

  @TempDir Path folder;

  @Test
  void aResultIsOnDiskAsSoonAsItFell() throws Exception {
    Path file = folder.resolve("new/results.jsonl");
    try (var log = ResultLog.create(file)) {
      log.add(saying("one"));

      assertThat(ResultLog.read(file).results()).containsExactly(saying("one"));
    }
  }

  @Test
  void aBrokenLastLineIsReportedAndTheRestRead() throws Exception {
    Path file = folder.resolve("results.jsonl");
    try (var log = ResultLog.create(file)) {
      log.add(saying("one"));
      log.add(saying("two"));
    }
    String half = ResultJson.line(saying("three")).substring(0, 100);
    Files.writeString(file, half, StandardOpenOption.APPEND);

    ResultLog.Content content = ResultLog.read(file);

    assertThat(content.results()).containsExactly(saying("one"), saying("two"));
    assertThat(content.problems()).singleElement().asString().startsWith("line 3: not JSON: ");
  }

  @Test
  void anotherRunBeginsAnew() throws Exception {
    Path file = folder.resolve("results.jsonl");
    try (var log = ResultLog.create(file)) {
      log.add(saying("of the run before"));
    }
    ResultLog.create(file).close();

    assertThat(ResultLog.read(file).results()).isEmpty();
  }

  @Test
  void linesOfSeveralThreadsDoNotMix() throws Exception {
    Path file = folder.resolve("results.jsonl");
    try (var log = ResultLog.create(file);
        var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (int i = 0; i < 200; i++) {
        String reason = "thread " + i;
        threads.execute(() -> log.add(saying(reason)));
      }
    }

    ResultLog.Content content = ResultLog.read(file);

    assertThat(content.problems()).isEmpty();
    assertThat(content.results()).doesNotHaveDuplicates().hasSize(200);
  }

  private static Result saying(String reason) {
    return ResultJsonTest.result(
        new Judged(new Verdict.Tolerated(reason)), Optional.empty(), Optional.empty());
  }
}
