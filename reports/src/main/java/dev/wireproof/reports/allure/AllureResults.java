package dev.wireproof.reports.allure;

import dev.wireproof.engine.evidence.TranscriptText;
import dev.wireproof.engine.result.NotJudged;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.Result.Outcome;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.Verdict.Kind;
import dev.wireproof.reports.ReportStatus;
import dev.wireproof.reports.evidence.HexView;
import dev.wireproof.reports.evidence.Pcapng;
import dev.wireproof.reports.evidence.SequenceSvg;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Visible;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.Stage;
import io.qameta.allure.model.Status;
import io.qameta.allure.model.StatusDetails;
import io.qameta.allure.model.StepResult;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// The results of a run as Allure's own files: one test for each result, each event of its
/// transcript a step, the evidence attached. What a target sent is plain text everywhere.
final class AllureResults {

  private static final int MOST_TEXT = 4_000;
  private static final int MOST_LINE = 200;
  private static final int MOST_STEPS = 120;

  private final Path folder;
  private final RunInfo run;
  private final FileSystemResultsWriter writer;

  private AllureResults(Path folder, RunInfo run) {
    this.folder = folder;
    this.run = run;
    this.writer = new FileSystemResultsWriter(folder);
  }

  /// Writes all files anew; those of an earlier run would pass for retries.
  static void write(Path folder, RunInfo run, List<Result> results) throws IOException {
    Files.createDirectories(folder);
    try (Stream<Path> old = Files.list(folder)) {
      for (Path file : old.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }
    var files = new AllureResults(folder, run);
    results.forEach(files::write);
    files.writeAround(NotJudged.of(results));
  }

  private void writeAround(List<NotJudged> notJudged) throws IOException {
    Files.writeString(folder.resolve("categories.json"), AllureResource.text("categories.json"));
    var environment = new StringBuilder();
    environment.append("target=").append(Visible.line(run.target(), MOST_LINE)).append('\n');
    for (Kind kind : Kind.values()) {
      environment.append(kind.title()).append('=').append(run.gate().count(kind)).append('\n');
    }
    environment.append("gate=").append(run.gate().holds() ? "holds" : "does not hold").append('\n');
    notJudged.forEach(
        those -> environment.append(those.because()).append('=').append(those.line()).append('\n'));
    Files.writeString(folder.resolve("environment.properties"), environment);
  }

  private void write(Result result) {
    long start = run.started().toEpochMilli();
    String id = result.fullId();
    var test =
        new TestResult()
            .setUuid(UUID.randomUUID().toString())
            .setHistoryId(UUID.nameUUIDFromBytes(id.getBytes(StandardCharsets.UTF_8)).toString())
            .setTestCaseId(id)
            .setFullName(id)
            .setName(
                result.of().claim() + result.of().row().map(row -> " (" + row + ")").orElse(""))
            .setStage(Stage.FINISHED)
            .setStatus(status(result))
            .setStart(start)
            .setStop(start + result.millis())
            .setDescription(description(result))
            .setStatusDetails(details(result))
            .setLabels(AllureLabels.of(result))
            .setLinks(AllureLabels.links(result));
    test.setSteps(steps(result, start));
    test.setAttachments(attachments(result));
    writer.write(test);
  }

  private static Status status(Result result) {
    return result
        .verdict()
        .map(verdict ->
            switch (verdict.kind()) {
              case CONFORMS, OBSERVED -> Status.PASSED;
              case VIOLATES -> Status.FAILED;
              case TOLERATED, NOT_APPLICABLE, INCONCLUSIVE -> Status.SKIPPED;
            })
        .orElse(Status.BROKEN);
  }

  private static String description(Result result) {
    return result.fullId() + " · " + result.of().level() + " · " + result.of().source();
  }

  private static StatusDetails details(Result result) {
    String message =
        switch (result.outcome()) {
          case Outcome.Judged(Verdict.Violates(String expected, String saw)) ->
              "expected " + expected + "\nsaw " + saw;
          case Outcome.Judged(Verdict.Conforms _) -> "";
          case Outcome.Judged(Verdict verdict) ->
              verdict.kind().title() + ": " + ReportStatus.reason(result);
          case Outcome.HarnessFault(String stackTrace) -> stackTrace;
        };
    return new StatusDetails().setMessage(Visible.of(message, MOST_TEXT));
  }

  private static List<StepResult> steps(Result result, long start) {
    var steps = new ArrayList<StepResult>();
    List<Event> events = result.transcript();
    for (int i = 0; i < Math.min(events.size(), MOST_STEPS); i++) {
      long at = start + events.get(i).nanos() / 1_000_000;
      boolean bad = result.recording().isDecisive(i);
      steps.add(
          new StepResult()
              .setName(Visible.line(TranscriptText.line(events.get(i)), MOST_LINE))
              .setStatus(bad ? Status.FAILED : Status.PASSED)
              .setStage(Stage.FINISHED)
              .setStart(at)
              .setStop(at));
    }
    return steps;
  }

  private List<Attachment> attachments(Result result) {
    if (result.transcript().isEmpty()) {
      return List.of();
    }
    var attachments = new ArrayList<Attachment>();
    attachments.add(
        attach("sequence", "image/svg+xml", ".svg", utf8(SequenceSvg.file(result.recording()))));
    attachments.add(
        attach("transcript", "text/plain", ".txt", utf8(TranscriptText.lines(result.recording()))));
    attachments.add(
        attach("octets", "text/plain", ".txt", utf8(HexView.narrow(result.recording()))));
    attachments.add(
        attach(
            "capture",
            "application/vnd.tcpdump.pcap",
            ".pcapng",
            Pcapng.of(run.started(), result.recording())));
    if (!result.reproduction().isEmpty()) {
      attachments.add(
          attach("see it yourself", "text/plain", ".txt", utf8(result.reproduction() + "\n")));
    }
    return attachments;
  }

  private Attachment attach(String name, String type, String suffix, byte[] content) {
    String file = UUID.randomUUID() + "-attachment" + suffix;
    writer.write(file, new ByteArrayInputStream(content));
    return new Attachment().setName(name).setType(type).setSource(file);
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
