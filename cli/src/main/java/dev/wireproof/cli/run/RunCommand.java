package dev.wireproof.cli.run;

import dev.wireproof.cli.console.Console;
import dev.wireproof.cli.options.ConnectionOptions;
import dev.wireproof.cli.options.CourseOption;
import dev.wireproof.cli.options.Format;
import dev.wireproof.cli.options.OutOption;
import dev.wireproof.cli.options.ReportFolder;
import dev.wireproof.cli.options.SelectionOptions;
import dev.wireproof.cli.options.SpeaksWithTargets;
import dev.wireproof.cli.options.TargetSelection;
import dev.wireproof.cli.reference.ReferenceTargets;
import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.exercise.Exercises;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.result.Deviations;
import dev.wireproof.engine.result.Gate;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunJson;
import dev.wireproof.engine.run.RunReport;
import dev.wireproof.engine.run.RunRequest;
import dev.wireproof.engine.run.SpecRunner;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.Targets;
import dev.wireproof.reference.References;
import dev.wireproof.reports.allure.AllureReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `wireproof run`.
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Runs specs against a server and gates on the result.",
      "Without a target, all specs run against the built-in reference servers."
    })
public final class RunCommand implements Callable<Integer>, SpeaksWithTargets {

  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private CourseOption course = new CourseOption();
  @Mixin private TargetSelection target = new TargetSelection();
  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(names = "--strict", description = "Tolerated and inconclusive results fail too.")
  private boolean strict;

  @Option(
      names = {"-j", "--jobs"},
      defaultValue = "" + RunRequest.DEFAULT_JOBS,
      description = "The most specs at once, if the target bears them (default: ${DEFAULT-VALUE}).")
  private int jobs = RunRequest.DEFAULT_JOBS;

  @Option(
      names = "--deviations",
      paramLabel = "FILE",
      description = "What the target is known to break: a YAML list of id, reason, link.")
  private @Nullable Path deviations;

  @Mixin private OutOption out = new OutOption();

  @Option(
      names = "--format",
      defaultValue = "console",
      description = "console, or json on standard output (default: ${DEFAULT-VALUE}).")
  private Format format = Format.CONSOLE;

  @Option(names = "--allure", description = "Make the Allure report too (takes seconds).")
  private boolean allure;

  @Override
  public ConnectionOptions connection() {
    return target;
  }

  @Override
  public Integer call() throws IOException {
    if (jobs < 1) {
      throw new InputException("--jobs is 1 or more, not " + jobs);
    }
    SpecCatalogue catalogue = course.catalogue();
    Selection chosen = selection.selection(catalogue);
    Deviations known = knownDeviations(catalogue);
    PrintWriter writer = command.commandLine().getOut();
    Optional<Console> console =
        format == Format.CONSOLE ? Optional.of(new Console(writer, strict)) : Optional.empty();
    try (ReportFolder reports = out.open()) {
      Consumer<Result> listener =
          result -> {
            reports.add(result);
            console.ifPresent(each -> each.result(result));
          };
      var judged = new ArrayList<RunReport>();
      for (Candidate candidate : candidates(catalogue, chosen)) {
        try (Target opened = Targets.open(candidate.address(), target.options())) {
          console.ifPresent(each -> each.begin(opened.name()));
          Consumer<String> progress = line -> console.ifPresent(each -> each.found(line));
          judged.add(
              new SpecRunner(
                      new RunRequest(
                          catalogue,
                          opened,
                          candidate.asked(),
                          jobs,
                          strict,
                          known::reasonFor,
                          listener,
                          progress))
                  .run());
        }
      }
      RunReport report = inOrder(catalogue, RunReport.merge(target.address(), judged, strict));
      return finish(report, reports, console, writer);
    }
  }

  /// Whoever reads the first failure reads the one to mend first.
  private static RunReport inOrder(SpecCatalogue catalogue, RunReport report) {
    Set<String> failing =
        report.results().stream()
            .filter(result -> Gate.fails(result, true))
            .map(result -> result.of().topic().name())
            .collect(Collectors.toSet());
    return failing.isEmpty()
        ? report
        : new RunReport(
            report.info(), Exercises.mendingOrder(catalogue, failing).sorted(report.results()));
  }

  private Deviations knownDeviations(SpecCatalogue catalogue) {
    if (deviations == null || deviations.toString().isBlank()) {
      return Deviations.NONE;
    }
    Deviations read = Deviations.read(deviations);
    read.requireKnown(catalogue.all().stream().flatMap(spec -> spec.fullIds().stream()).toList());
    return read;
  }

  /// A target to judge, and what it is asked.
  private record Candidate(String address, Selection asked) {}

  /// `reference` stands for every reference server, each asked what is its own.
  private List<Candidate> candidates(SpecCatalogue catalogue, Selection chosen) {
    String address = target.address();
    return address.equals(ReferenceTargets.SCHEME)
        ? References.all().stream()
            .map(each ->
                new Candidate(
                    address + ":" + each.slug(),
                    chosen.within(ReferenceTargets.claims(each, target.options()).keySet())))
            .filter(each -> catalogue.all().stream().anyMatch(each.asked()::includes))
            .toList()
        : List.of(new Candidate(address, chosen));
  }

  private int finish(
      RunReport report, ReportFolder reports, Optional<Console> console, PrintWriter writer)
      throws IOException {
    requireSomethingJudged(report);
    reports.write(report);
    Optional<String> remark = allureReport(report, reports.path());
    if (console.isPresent()) {
      console.get().end(report.info(), report.results());
      remark.ifPresent(writer::println);
      reports.path().ifPresent(path -> writer.println("Reports: " + path.resolve("matrix.html")));
      console.get().counts(report.info().gate());
    } else {
      RunJson.write(writer, report.info(), report.results(), true);
      writer.flush();
    }
    return report.exitCode();
  }

  /// Nothing judged is not all right.
  private static void requireSomethingJudged(RunReport report) {
    if (report.results().isEmpty() && report.info().unusable().isEmpty()) {
      throw new InputException(
          "nothing that was asked for is about what this target claims;"
              + " name a topic (--topic) or what it does (--claim)");
    }
  }

  private Optional<String> allureReport(RunReport report, Optional<Path> folder)
      throws IOException {
    Optional<Path> home =
        Optional.ofNullable(System.getProperty("wireproof.allure.home")).map(Path::of);
    return allure && folder.isPresent()
        ? Optional.of(AllureReport.write(folder.get(), report.info(), report.results(), home))
        : Optional.empty();
  }
}
