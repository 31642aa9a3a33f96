package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.exercise.Exercise;
import dev.wireproof.engine.exercise.ScoredSpec;
import dev.wireproof.engine.exercise.StageFile;
import dev.wireproof.engine.input.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A stage file is read strictly: whatever is wrong is told with its line.
class StageFileTest {

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.load();

  @TempDir private Path temporary = Path.of("");

  private Exercise read(String yaml) throws IOException {
    Path folder = Files.createDirectories(temporary.resolve("07-web"));
    Files.writeString(folder.resolve("stages.yaml"), yaml);
    return StageFile.read(folder, CATALOGUE);
  }

  private static final String HEAD =
      """
      title: Web
      slug: web
      lectures: [22]
      topics: [http1]
      """;

  @Test
  void selectorsBecomeSpecsWithTheirRowsAndPoints() throws IOException {
    Exercise exercise =
        read(
            HEAD
                + """
                beyond: [http1.conditional.*]
                stages:
                  - title: One request
                    text: Answer.
                    specs:
                      http1.base.answers-get: 2
                      http1.host.invalid/two-ports: 1
                    hints: [first, second]
                  - title: The host
                    text: Look at Host.
                    specs:
                      http1.host.missing: 3
                      http1.host.duplicate: 3
                """);
    assertThat(exercise.points()).isEqualTo(9);
    assertThat(exercise.stages().getFirst().asked())
        .flatExtracting(ScoredSpec::fullIds)
        .containsExactly("http1.base.answers-get", "http1.host.invalid/two-ports");
    assertThat(exercise.stages().getFirst().hints()).containsExactly("first", "second");
    assertThat(exercise.stages().getLast().number()).isEqualTo(2);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http1.base.answers-gt: 1    | stages.yaml:9:7: no spec has the id “http1.base.answers-gt”; did you mean “http1.base.answers-get”",
        "http1.base.answers-get:     | stages.yaml:9:7: “http1.base.answers-get” has no points",
        "http1.base.answers-get: few | “http1.base.answers-get” has “few” points",
        "http1.base.answers-get: 101 | write a number from 0 to 100",
        "http1.base.answers-get: 1;http1.base.answers-get: 1 | stands here twice",
        "http1.host.missing: 1;http1.host.*: 1 | takes http1.host.missing again: stage 1 has it",
      })
  void whatIsWrongWithAStageIsToldWithItsLine(String specs, String expected) {
    String yaml =
        HEAD
            + """
            stages:
              - title: One request
                text: Answer.
                specs:
            """
            + ("      " + specs.strip().replace(";", "\n      "))
            + "\n";
    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(expected);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title: Web;slug: wob | “slug” is “wob”, but the folder is called 07-web",
        "slug: web | “title” is missing",
        "title: Web;slug: web;topics: [http1];stages: [] | “stages” is a list of at least one stage",
        "title: Web;slug: web;topics: [htp1] | stages.yaml:3:10: no spec has the topic “htp1”; did you mean “http1”",
        "title: Web;slug: web | “topics” names the topics",
        "title: Web;slug: web;lectures: [50];topics: [http1] | a lecture is a number from 1 to 49",
        "title: Web;slug: web;steps: [] | stages.yaml:3:1: unknown key “steps”",
        "title: Web;slug: web;topics: [http1];beyond: [http2.*];stages: [{title: A, text: b, specs: {http1.base.*: 1}}] | no spec has the id “http2.*”",
        "title: Web;slug: web;topics: [http1];stages: [{title: A, specs: {http1.base.*: 1}}] | “text” is missing",
        "title: Web;slug: web;topics: [http1];stages: [{title: A, text: b}] | “specs” is missing",
        "title: Web;slug: web;topics: [http1];stages: [{title: A, text: b, hint: c}] | unknown key “hint”; did you mean “hints”",
      })
  void whatIsWrongWithTheFileIsTold(String yaml, String expected) {
    assertThatThrownBy(() -> read(yaml.replace(';', '\n') + "\n"))
        .isInstanceOf(InputException.class)
        .hasMessageContaining(expected);
  }
}
