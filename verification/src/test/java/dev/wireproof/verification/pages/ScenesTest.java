package dev.wireproof.verification.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.cli.explain.Demonstration;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.explain.Explanations;
import dev.wireproof.engine.explain.Myth;
import dev.wireproof.engine.explain.Myths;
import dev.wireproof.engine.result.Result;
import dev.wireproof.reports.sequence.Sequence;
import dev.wireproof.reports.sequence.SequenceText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the lessons show is what the reference servers do: diagrams in the pages of the exercises
/// are drawn anew (`-Dupdate` writes them), and every myth can be measured.
class ScenesTest {

  private static final Path EXERCISES = Path.of("..", "exercises");
  private static final int TRIES = 3;

  /// `<!-- scene: SPEC -->`, the diagram, `<!-- end of scene -->`.
  private static final Pattern PLACE =
      Pattern.compile("(<!-- scene: (\\S+) -->\n)(.*?)(<!-- end of scene -->)", Pattern.DOTALL);

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.load();
  private final Demonstration rehearsal = new Demonstration(CATALOGUE);

  @TestFactory
  List<DynamicTest> theDiagramsOfThePagesAreUpToDate() throws IOException {
    try (Stream<Path> folders = Files.list(EXERCISES)) {
      return folders
          .map(folder -> folder.resolve("README.md"))
          .filter(Files::isRegularFile)
          .sorted()
          .map(page -> DynamicTest.dynamicTest(page.toString(), () -> check(page)))
          .toList();
    }
  }

  private void check(Path page) throws IOException {
    String text = Files.readString(page);
    String drawn = text;
    // which of two connections is heard first may differ once in a while
    for (int i = 0; i < TRIES && (i == 0 || !drawn.equals(text)); i++) {
      drawn = PLACE.matcher(text).replaceAll(place -> Matcher.quoteReplacement(redraw(place)));
    }
    if (System.getProperty("update") != null) {
      Files.writeString(page, drawn);
      text = drawn;
    }
    assertThat(text).as("mvn verify -Dupdate draws it anew").isEqualTo(drawn);
  }

  private String redraw(MatchResult place) {
    Result result = rehearsal.play(place.group(2)).orElseThrow();
    return place.group(1) + SequenceText.mermaid(Sequence.of(result.recording())) + place.group(4);
  }

  @Test
  void everySceneOfATopicCanBePlayed() {
    var explanations = new Explanations();
    assertThat(CATALOGUE.topics().stream().flatMap(topic -> explanations.scene(topic).stream()))
        .isNotEmpty()
        .allSatisfy(spec ->
            assertThat(rehearsal.play(spec))
                .as(spec)
                .hasValueSatisfying(
                    result -> assertThat(Sequence.of(result.recording())).isNotEmpty()));
  }

  static List<Myth> myths() {
    return Myths.all();
  }

  @ParameterizedTest
  @MethodSource("myths")
  void everyMythIsMeasured(Myth myth) {
    for (var measurement : myth.measurements()) {
      assertThat(CATALOGUE.find(measurement.spec())).as(measurement.spec()).isPresent();
      assertThat(rehearsal.play(measurement.spec(), measurement.target()))
          .isNotEmpty()
          .allSatisfy(result -> assertThat(result.verdict()).isPresent());
    }
  }
}
