package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.cli.check.CheckConsole;
import dev.wireproof.cli.check.CheckRun;
import dev.wireproof.cli.options.ReportFolder;
import dev.wireproof.clients.tcp.Tcp;
import dev.wireproof.clients.tcp.TcpWire;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.exercise.Exercise;
import dev.wireproof.engine.exercise.StageFile;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Should;
import dev.wireproof.engine.spec.Teaches;
import dev.wireproof.engine.verdict.VerdictException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What a verdict costs: a rule that is broken costs its points, one that the harness could not
/// decide costs nobody anything, and the grade says that it does not count.
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class GradeTest {

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.of(List.of(MadeUpSpec.class));

  @TempDir private Path folder = Path.of("");

  /// Lets something pass that could be better.
  public record Lenient(SpecContext context) implements WireClient {
    void tolerate() {
      context.tolerate("it is allowed");
    }

    @Override
    public void close() {
      // nothing was opened
    }
  }

  /// One spec for each thing that may come out.
  @Topic(value = "tcp-echo", title = "TCP echo", over = Tcp.class)
  static class MadeUpSpec {

    private static final String SOURCE = "made up";

    @Must(
        id = "tcp-echo.made.held",
        claim = "it holds",
        source = SOURCE,
        proves = Property.LIVENESS,
        base = true)
    void held(TcpWire wire) {
      wire.requireServed("a line");
    }

    @Must(
        id = "tcp-echo.made.held-again",
        claim = "it holds too",
        source = SOURCE,
        proves = Property.LIVENESS)
    void heldAgain(TcpWire wire) {
      wire.requireServed("a line");
    }

    @Must(
        id = "tcp-echo.made.broken",
        claim = "it does not hold",
        source = SOURCE,
        proves = Property.LIVENESS)
    void broken(TcpWire wire) {
      throw VerdictException.violates("this", "that");
    }

    @Must(
        id = "tcp-echo.made.undecided",
        claim = "nobody can say",
        source = SOURCE,
        proves = Property.LIVENESS)
    void undecided(TcpWire wire) {
      throw VerdictException.inconclusive("the machine was busy");
    }

    @Must(
        id = "tcp-echo.made.tolerated",
        claim = "it could be better",
        source = SOURCE,
        proves = Property.LIVENESS)
    void tolerated(Lenient lenient) {
      lenient.tolerate();
    }

    @Must(
        id = "tcp-echo.made.impossible",
        claim = "there is nothing to try",
        source = SOURCE,
        proves = Property.LIVENESS)
    void impossible(TcpWire wire) {
      throw VerdictException.notApplicable("not here");
    }

    @Must(
        id = "tcp-echo.made.faulty",
        claim = "the harness fails",
        source = SOURCE,
        proves = Property.LIVENESS)
    void faulty(TcpWire wire) {
      throw new IllegalStateException("a bug of the harness");
    }

    @Should(
        id = "tcp-echo.made.advice",
        claim = "it is advised and not followed",
        source = SOURCE,
        proves = Property.LIVENESS)
    void advice(TcpWire wire) {
      throw VerdictException.violates("this", "that");
    }

    @Teaches(
        id = "tcp-echo.made.lesson",
        claim = "it is taught and not learnt",
        source = SOURCE,
        proves = Property.LIVENESS)
    void lesson(TcpWire wire) {
      throw VerdictException.violates("this", "that");
    }

    @Teaches(
        id = "tcp-echo.made.open-lesson",
        claim = "it is taught, and nobody can say",
        source = SOURCE,
        proves = Property.LIVENESS)
    void openLesson(TcpWire wire) {
      throw VerdictException.inconclusive("the machine was busy");
    }
  }

  /// Two stages: the first asks for a point's worth of what holds and two for each of the others,
  /// the second for something that holds, worth two.
  private Exercise exercise(List<String> first) throws IOException {
    Path home = Files.createDirectories(folder.resolve("09-made"));
    String asked =
        first.stream()
            .map(id -> "      tcp-echo.made." + id + ": " + (id.equals("held") ? 1 : 2))
            .collect(Collectors.joining("\n"));
    Files.writeString(
        home.resolve("stages.yaml"),
        """
        title: Made up
        slug: made
        lectures: [1]
        topics: [tcp-echo]
        beyond: [tcp-echo.made.*]
        stages:
          - title: First
            text: Try.
            specs:
        %s
          - title: Second
            text: Try again.
            specs:
              tcp-echo.made.held-again: 2
        """
            .formatted(asked));
    Files.writeString(
        home.resolve("wireproof.yaml"), "wireproof: 1\nstart: []\nclaims: [tcp-echo]\n");
    return StageFile.read(home, CATALOGUE);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "held                   | 0 | 3 | 3 | true  | passed passed",
        "held broken            | 1 | 1 | 5 | true  | failed not-reached",
        "held lesson            | 0 | 3 | 5 | true  | passed passed",
        "held advice            | 0 | 3 | 5 | true  | passed passed",
        "held impossible        | 0 | 3 | 3 | true  | passed passed",
        "held undecided         | 3 | 1 | 5 | false | undecided not-reached",
        "held undecided broken  | 1 | 1 | 7 | true  | failed not-reached",
        "held open-lesson       | 3 | 3 | 5 | false | passed passed",
        "held faulty broken     | 3 | 1 | 7 | false | failed not-reached",
      })
  void pointsAreForWhatHolds(
      String first, int code, int earned, int offered, boolean isGradable, String standings)
      throws IOException {
    var out = new StringWriter();
    int actual = check(first, out);
    String summary = Files.readString(folder.resolve("out").resolve("summary.json"));
    assertThat(actual).as(out + "\n" + summary).isEqualTo(code);
    assertThat(summary)
        .contains("\"earned\":" + earned + ",\"offered\":" + offered + ",")
        .contains("\"gradable\":" + isGradable)
        .containsSubsequence(
            Arrays.stream(standings.split(" "))
                .map(standing -> "\"standing\":\"" + standing + "\"")
                .toList());
    assertThat(out.toString().contains("do not count")).isNotEqualTo(isGradable);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "held undecided        | The rule was not reached",
        "held undecided broken | 1 more of this stage is undecided",
        "held tolerated        | Better otherwise, though it costs no points",
      })
  void whatStandsInNobodysWayIsToldToo(String first, String expected) throws IOException {
    var out = new StringWriter();
    check(first, out);
    assertThat(out.toString()).contains(expected);
  }

  private int check(String first, StringWriter out) throws IOException {
    Exercise exercise = exercise(List.of(first.split(" ")));
    var check =
        new CheckRun(
            CATALOGUE,
            exercise,
            "reference:tcp-echo",
            () -> ReportFolder.at(folder.resolve("out")),
            false);
    return check.run(new CheckConsole(new PrintWriter(out, true), false, 1, Optional::empty));
  }
}
