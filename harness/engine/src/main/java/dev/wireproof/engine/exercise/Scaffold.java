package dev.wireproof.engine.exercise;

import dev.wireproof.engine.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.stream.Stream;

/// A student's folder: the starter of an exercise in one language, the description that starts it,
/// the exercise's README and the contract.
public final class Scaffold {

  static final String TARGET_FILE = "wireproof.yaml";
  private static final String README = "README.md";
  private static final String CONTRACT = "CONTRACT.md";
  private static final String STARTERS = "starters";

  /// The line of an exercise's description that each language's command takes the place of.
  private static final String NO_START = "(?m)^start: \\[\\].*$";

  private Scaffold() {}

  /// Makes the folder, or leaves nothing behind.
  ///
  /// @throws InputException when it exists and is not empty, or cannot be written
  public static void create(Exercise exercise, Language language, Path folder) {
    Path starter = starter(exercise, language);
    String description = description(exercise, language);
    requireNothingThere(folder);
    try {
      copy(starter, folder);
      copyPages(exercise.folder(), folder);
      Files.writeString(folder.resolve(TARGET_FILE), description);
    } catch (IOException e) {
      remove(folder).ifPresent(e::addSuppressed);
      throw new InputException("cannot write to " + folder + ": " + e.getMessage());
    }
  }

  /// Where the starter of a language is.
  public static Path starter(Exercise exercise, Language language) {
    Path starter = exercise.folder().resolve(STARTERS).resolve(language.slug());
    if (!Files.isDirectory(starter)) {
      throw new InputException(
          "the exercise " + exercise.slug() + " has no starter in " + language.slug());
    }
    return starter;
  }

  /// The exercise's `wireproof.yaml` with the language's command in it.
  ///
  /// @throws InputException when it has no line `start: []` that the command could go to
  public static String description(Exercise exercise, Language language) {
    Path file = exercise.folder().resolve(TARGET_FILE);
    try {
      String text = Files.readString(file);
      String filled =
          text.replaceFirst(NO_START, Matcher.quoteReplacement("start: " + language.startAsYaml()));
      if (filled.equals(text)) {
        throw new InputException(file + " has no line “start: []”, where the command belongs");
      }
      return filled;
    } catch (IOException e) {
      throw new InputException("cannot read " + file + ": " + e.getMessage());
    }
  }

  private static void requireNothingThere(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    if (!Files.isDirectory(folder)) {
      throw new InputException(folder + " is a file; name a folder that does not exist yet");
    }
    try (Stream<Path> entries = Files.list(folder)) {
      if (entries.findAny().isPresent()) {
        throw new InputException(
            folder + " is not empty, and nothing is overwritten; name a folder that is not there");
      }
    } catch (IOException e) {
      throw new InputException("cannot read " + folder + ": " + e.getMessage());
    }
  }

  /// Takes back a folder that is not whole; what stood in the way, if something did.
  private static Optional<IOException> remove(Path folder) {
    try (Stream<Path> walk = Files.walk(folder)) {
      for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
      return Optional.empty();
    } catch (IOException e) {
      return Optional.of(e);
    }
  }

  /// The exercise's README, and the contract that it speaks of, beside each other.
  private static void copyPages(Path exercise, Path folder) throws IOException {
    String readme = Files.readString(exercise.resolve(README));
    Files.writeString(folder.resolve(README), readme.replace("(../" + CONTRACT, "(" + CONTRACT));
    Path contract = exercise.resolveSibling(CONTRACT);
    if (Files.exists(contract)) {
      Files.copy(contract, folder.resolve(CONTRACT));
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    List<Path> paths;
    try (Stream<Path> walk = Files.walk(from)) {
      paths = walk.toList();
    }
    for (Path path : paths) {
      Path copy = to.resolve(from.relativize(path).toString());
      if (Files.isDirectory(path)) {
        Files.createDirectories(copy);
      } else {
        Files.copy(path, copy);
      }
    }
  }
}
