package dev.wireproof.cli.check;

import dev.wireproof.cli.options.CourseOption;
import dev.wireproof.cli.options.OutOption;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.exercise.Exercise;
import dev.wireproof.engine.exercise.Exercises;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.file.TargetFile;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wireproof check`.
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Checks work on an exercise, stage by stage, and says the one thing to fix next.",
      "wireproof new makes a folder to begin with."
    },
    footer = {
      "",
      "Exit codes: 0 all stages are passed · 1 one is not · 2 bad usage or input · 3 the server"
          + " cannot",
      "be used, or the harness could not decide all that counts."
    })
public final class CheckCommand implements Callable<Integer> {

  private static final String DESCRIPTION = "wireproof.yaml";

  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private CourseOption course = new CourseOption();

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR|URL",
      defaultValue = ".",
      description = "A folder with a wireproof.yaml, or a server that is running (default: here).")
  private String address = ".";

  @Option(
      names = "--exercise",
      paramLabel = "EXERCISE",
      description = "Which one, where wireproof.yaml does not say it.")
  private @Nullable String exercise;

  @Option(
      names = "--hint",
      paramLabel = "N",
      defaultValue = "1",
      description = "How many hints to show (default: ${DEFAULT-VALUE}).")
  private int hint = 1;

  @Option(names = "--all", description = "Go on behind a stage that fails, and show everything.")
  private boolean all;

  @Option(names = "--watch", description = "Check again at each change, until Ctrl-C.")
  private boolean watch;

  @Mixin private OutOption out = new OutOption();

  @Override
  public Integer call() throws IOException {
    if (hint < 0) {
      throw new InputException("--hint is 0 or more, not " + hint);
    }
    SpecCatalogue catalogue = course.catalogue();
    Exercises exercises = Exercises.installed(catalogue);
    Exercise chosen = exercises.find(name());
    PrintWriter writer = command.commandLine().getOut();
    Supplier<Optional<Exercise>> next = () -> exercises.after(chosen);
    var check = new CheckRun(catalogue, chosen, address, out::open, all);
    if (!watch) {
      return check.run(new CheckConsole(writer, all, hint, next));
    }
    Path folder = Path.of(address);
    if (!Files.isDirectory(folder)) {
      throw new InputException("--watch needs a folder to watch, and “" + address + "” is none");
    }
    try (var changes = new FileWatcher(folder, out.path())) {
      while (true) {
        changes.during(() -> again(check, writer, next));
        writer.println("  Watching " + folder + "; Ctrl-C ends.");
        writer.flush();
        changes.await();
      }
    }
  }

  /// One check of many: what goes wrong with it is told, and mended by the next change.
  private void again(CheckRun check, PrintWriter writer, Supplier<Optional<Exercise>> next)
      throws IOException {
    try {
      check.run(new CheckConsole(writer, all, hint, next));
    } catch (InputException | TargetUnusable e) {
      writer.println("wireproof: " + e.getMessage());
    }
  }

  private String name() {
    return Optional.ofNullable(exercise)
        .or(this::described)
        .orElseThrow(() ->
            new InputException(
                "which exercise? Say it in "
                    + DESCRIPTION
                    + " (exercise: hello) or with --exercise hello"));
  }

  private Optional<String> described() {
    Path path = Path.of(address.contains("://") ? "." : address);
    Path file = Files.isDirectory(path) ? path.resolve(DESCRIPTION) : path;
    if (address.contains("://") || !Files.exists(path)) {
      return Optional.empty();
    }
    if (!Files.isRegularFile(file)) {
      throw new InputException(
          "there is no " + file + "; wireproof new EXERCISE --lang LANGUAGE DIR makes a folder");
    }
    return TargetFile.read(file).exercise();
  }
}
