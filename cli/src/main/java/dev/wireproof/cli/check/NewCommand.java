package dev.wireproof.cli.check;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.exercise.Exercise;
import dev.wireproof.engine.exercise.Exercises;
import dev.wireproof.engine.exercise.Language;
import dev.wireproof.engine.exercise.Scaffold;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wireproof new`.
@Command(
    name = "new",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Makes a folder to work in: the starter of an exercise in your language.")
public final class NewCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "EXERCISE", description = "Such as hello.")
  private String exercise = "";

  @Parameters(paramLabel = "DIR", description = "The folder to make.")
  private Path folder = Path.of("");

  @Option(names = "--lang", required = true, description = "java, python, node or go.")
  private String language = "";

  @Override
  public Integer call() {
    Exercise chosen = Exercises.installed(SpecCatalogue.load()).find(exercise);
    Scaffold.create(chosen, Language.of(language), folder);
    PrintWriter out = command.commandLine().getOut();
    out.println(chosen.title() + ": " + chosen.stages().size() + " stages in " + folder);
    out.println("Read  " + folder.resolve("README.md"));
    out.println("Then  wireproof check " + folder);
    out.flush();
    return 0;
  }
}
