package dev.wireproof.engine.exercise;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.spec.TopicInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The exercises that came with this program: the folders `NN-slug` with a stage file.
public final class Exercises {

  private static final String FOLDER = "exercises";

  /// Where the launcher says that they are.
  private static final String PROPERTY = "wireproof.exercises";

  private final Path folder;
  private final SpecCatalogue catalogue;

  /// The exercises below a folder.
  public Exercises(Path folder, SpecCatalogue catalogue) {
    this.folder = folder;
    this.catalogue = catalogue;
  }

  /// Those of this installation: where the launcher says, else in the nearest folder `exercises`
  /// above the current one.
  ///
  /// @throws InputException when there are none
  public static Exercises installed(SpecCatalogue catalogue) {
    return installation()
        .map(folder -> new Exercises(folder, catalogue))
        .orElseThrow(() ->
            new InputException(
                "found no exercises; start wireproof as bin/wireproof of its archive"));
  }

  private static Optional<Path> installation() {
    return Optional.ofNullable(System.getProperty(PROPERTY))
        .map(Path::of)
        .filter(Files::isDirectory)
        .or(() -> above(Path.of("").toAbsolutePath()));
  }

  private static Optional<Path> above(Path start) {
    return Stream.iterate(start, path -> path != null, Path::getParent)
        .map(path -> path.resolve(FOLDER))
        .filter(path -> !folders(path).isEmpty())
        .findFirst();
  }

  /// Their folders, in order.
  public List<Path> folders() {
    return folders(folder);
  }

  private static List<Path> folders(Path folder) {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries
          .filter(entry -> entry.getFileName().toString().matches("\\d\\d-[a-z0-9-]+"))
          .filter(entry -> Files.isRegularFile(entry.resolve(StageFile.NAME)))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new InputException("cannot read " + folder + ": " + e.getMessage());
    }
  }

  /// All of them, read and checked.
  public List<Exercise> all() {
    return folders().stream().map(each -> StageFile.read(each, catalogue)).toList();
  }

  /// The order in which rules of these topics are best mended, as far as there are exercises here.
  public static MendingOrder mendingOrder(SpecCatalogue catalogue, Set<String> topics) {
    Set<String> all = catalogue.topics().stream().map(TopicInfo::name).collect(Collectors.toSet());
    List<Exercise> about =
        installation()
            .map(folder -> new Exercises(folder, catalogue))
            .map(exercises ->
                exercises.folders().stream()
                    .filter(
                        each -> mayBeAbout(topics, all, slug(String.valueOf(each.getFileName()))))
                    .map(each -> StageFile.read(each, catalogue))
                    .toList())
            .orElse(List.of());
    return MendingOrder.of(catalogue, about);
  }

  private static boolean mayBeAbout(Set<String> topics, Set<String> all, String slug) {
    return topics.contains(slug) || !all.contains(slug);
  }

  /// The one that follows in order.
  public Optional<Exercise> after(Exercise exercise) {
    return folders().stream()
        .dropWhile(each -> !each.endsWith(exercise.folderName()))
        .skip(1)
        .findFirst()
        .map(each -> StageFile.read(each, catalogue));
  }

  /// The exercise of that slug (`hello`), folder (`00-hello`) or number (`00`).
  ///
  /// @throws InputException when there is none, with those that there are
  public Exercise find(String name) {
    return folders().stream()
        .filter(each -> isCalled(each.getFileName().toString(), name))
        .findFirst()
        .map(each -> StageFile.read(each, catalogue))
        .orElseThrow(() -> new InputException(unknown(name)));
  }

  private static boolean isCalled(String folder, String name) {
    return folder.equals(name) || slug(folder).equals(name) || folder.substring(0, 2).equals(name);
  }

  private static String slug(String folder) {
    return folder.substring(3);
  }

  private String unknown(String name) {
    List<String> known = folders().stream().map(each -> each.getFileName().toString()).toList();
    List<String> slugs = known.stream().map(Exercises::slug).toList();
    return "there is no exercise “"
        + name
        + "”"
        + DidYouMean.hint(name, slugs)
        + "; there are "
        + known.stream().collect(Collectors.joining(", "));
  }
}
