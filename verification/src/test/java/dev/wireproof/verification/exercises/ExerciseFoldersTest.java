package dev.wireproof.verification.exercises;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.exercise.Exercise;
import dev.wireproof.engine.exercise.ExerciseResult;
import dev.wireproof.engine.exercise.ExerciseResult.Step;
import dev.wireproof.engine.exercise.Exercises;
import dev.wireproof.engine.exercise.Language;
import dev.wireproof.engine.exercise.Scaffold;
import dev.wireproof.engine.exercise.StageRunner;
import dev.wireproof.engine.result.Grade.Standing;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import dev.wireproof.engine.verdict.Verdict.Kind;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/// Every exercise can be begun in each language, and be finished: its starters pass the first stage
/// and fail in the second, its solutions pass all of them, and no spec of its topics has no place.
class ExerciseFoldersTest {

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.load();

  /// How long one check may take.
  private static final Duration AT_MOST = Duration.ofSeconds(10);

  /// `-Dexercise=SLUG` picks one, and looks at its time too.
  private static final String ONLY = System.getProperty("exercise", "");

  /// Most of a check is waiting, so several fit beside each other, unless time is looked at.
  private static final int AT_ONCE = ONLY.isBlank() ? 8 : 1;

  private final ExecutorService checks =
      Executors.newFixedThreadPool(
          AT_ONCE, Thread.ofPlatform().daemon().name("check-", 0).factory());

  @TempDir private Path temporary = Path.of("");

  @TestFactory
  Stream<DynamicNode> everyExercise() {
    return new Exercises(Path.of("..", "exercises"), CATALOGUE)
        .all().stream()
            .filter(exercise -> ONLY.isBlank() || exercise.slug().equals(ONLY))
            .map(this::exercise)
            .toList()
            .stream();
  }

  @AfterEach
  void noMoreChecks() {
    checks.shutdownNow();
  }

  private DynamicNode exercise(Exercise exercise) {
    Stream<DynamicNode> starters =
        Arrays.stream(Language.values())
            .map(language ->
                check("the starter in " + language.slug(), () -> starter(exercise, language)));
    Stream<DynamicNode> solutions =
        solutions(exercise).stream()
            .map(folder ->
                check("the solution in " + folder.getFileName(), () -> solution(exercise, folder)));
    return DynamicContainer.dynamicContainer(
        exercise.folderName(),
        Stream.of(
                Stream.of(
                    test("the page", () -> page(exercise)),
                    test("every spec has its place", () -> places(exercise)),
                    test("there are solutions", () -> languages(exercise))),
                starters,
                solutions)
            .flatMap(each -> each)
            .toList());
  }

  private interface Body {
    void run() throws IOException;
  }

  private static DynamicNode test(String name, Body body) {
    return DynamicTest.dynamicTest(name, body::run);
  }

  /// A test that begins now, beside others. What fails there is looked at once more when no other
  /// runs.
  private DynamicNode check(String name, Body body) {
    Future<?> first =
        checks.submit(() -> {
          body.run();
          return name;
        });
    return test(
        name,
        () -> {
          if (!holds(first)) {
            othersAreDone();
            body.run();
          }
        });
  }

  /// Whether a check ended without complaint.
  private static boolean holds(Future<?> check) {
    try {
      check.get();
      return true;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TestAbortedException aborted) {
        throw aborted;
      }
      return false;
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static IllegalStateException interrupted() {
    Thread.currentThread().interrupt();
    return new IllegalStateException("interrupted");
  }

  private void othersAreDone() {
    checks.shutdown();
    try {
      assertThat(checks.awaitTermination(10, TimeUnit.MINUTES)).isTrue();
    } catch (InterruptedException e) {
      throw interrupted();
    }
  }

  private static void page(Exercise exercise) throws IOException {
    String page = Files.readString(exercise.folder().resolve("README.md"));
    assertThat(page)
        .contains("wireproof new " + exercise.slug(), "wireproof check", "## Stages", "<details>")
        .contains("<!-- scene: ");
    assertThat(exercise.stages())
        .allSatisfy(stage -> assertThat(stage.hints()).isNotEmpty())
        .allSatisfy(
            stage -> assertThat(page).containsPattern("\\b" + Pattern.quote(stage.title())));
  }

  private static void places(Exercise exercise) {
    List<String> placed =
        Stream.concat(
                exercise.stages().stream()
                    .flatMap(stage -> stage.asked().stream())
                    .flatMap(asked -> asked.fullIds().stream()),
                CATALOGUE.all().stream()
                    .filter(spec ->
                        exercise.beyond().stream().anyMatch(id -> Selection.matches(id, spec)))
                    .flatMap(spec -> spec.fullIds().stream()))
            .toList();
    List<String> all =
        CATALOGUE.all().stream()
            .filter(spec -> exercise.topics().contains(spec.about().topic()))
            .map(SpecInfo::fullIds)
            .flatMap(List::stream)
            .toList();
    assertThat(placed).containsAll(all);
  }

  private static List<Path> solutions(Exercise exercise) {
    Path folder = Path.of("..", "exercises", exercise.folderName(), "solutions");
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(folder)) {
      return entries.filter(Files::isDirectory).sorted().toList();
    } catch (IOException e) {
      throw new IllegalStateException("cannot read " + folder, e);
    }
  }

  private static void languages(Exercise exercise) {
    assertThat(solutions(exercise))
        .extracting(folder -> folder.getFileName().toString())
        .contains("java")
        .hasSizeGreaterThanOrEqualTo(2);
  }

  private void starter(Exercise exercise, Language language) throws IOException {
    assumeIsHere(language.slug());
    Path folder = Files.createTempDirectory(temporary, "starter-").resolve("work");
    Scaffold.create(exercise, language, folder);
    ExerciseResult climb = climb(exercise, folder, false);
    assertThat(climb.steps())
        .extracting(Step::standing)
        .containsExactly(Standing.PASSED, Standing.FAILED);
    assertThat(climb.grade().gradable()).isTrue();
  }

  private void solution(Exercise exercise, Path solution) throws IOException {
    assumeIsHere(solution.getFileName().toString());
    Path folder = Files.createTempDirectory(temporary, "solution-");
    copy(solution, folder);
    if (ONLY.isBlank() && !exercise.folderName().startsWith("00-")) {
      // the first one shows that what it says itself compiles it too
      JavaSources.compile(folder);
    }
    long begin = System.nanoTime();
    ExerciseResult climb = climb(exercise, folder, true);
    Duration took = Duration.ofNanos(System.nanoTime() - begin);
    assertThat(climb.results())
        .filteredOn(result -> !result.is(Kind.CONFORMS) && !result.is(Kind.OBSERVED))
        .extracting(Result::fullId, Result::outcome)
        .isEmpty();
    assertThat(climb.grade().isComplete()).isTrue();
    assertThat(climb.grade().earned()).isEqualTo(exercise.points());
    if (!ONLY.isBlank()) {
      assertThat(took).isLessThanOrEqualTo(AT_MOST); // on a busy machine it proves nothing
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.list(from)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        Files.copy(file, to.resolve(file.getFileName()));
      }
    }
  }

  private static ExerciseResult climb(Exercise exercise, Path folder, boolean all) {
    try (Target target =
        Targets.open(folder.toString(), TargetOptions.claiming(StageRunner.claims(exercise)))) {
      return new StageRunner(CATALOGUE, exercise, all, _ -> {}, _ -> {}).climb(target);
    }
  }

  /// Java runs these tests; another language may be missing on a developer's machine.
  private static void assumeIsHere(String language) {
    String program = language.equals("python") ? "python3" : language;
    boolean isHere =
        Stream.of(System.getenv("PATH").split(File.pathSeparator))
            .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    assumeTrue(isHere, () -> "there is no " + program + " here");
  }
}
