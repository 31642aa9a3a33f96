package dev.wireproof.verification.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wireproof.cli.reference.ReferenceTargets;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.reference.References;
import dev.wireproof.verification.matrix.MutantQueue.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// A spec that no fault can fail tests nothing; a fault that no spec catches is a gap.
///
/// Each fault is judged by the specs that are declared to notice it and by a sample of the others;
/// by all of them in a topic that has changed since it was last judged whole, and with `mvn
/// -Pmatrix verify`, which notes what it judged in [MatrixState#FILE].
class FaultMatrixTest {

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.load();

  /// `-Dmatrix=REGEX` picks faults while a spec is being written.
  private static final String ONLY = System.getProperty("matrix", ".*");

  /// `-Dmatrix.topic=SLUG` picks one reference server.
  private static final Optional<String> TOPIC = property("matrix.topic");

  /// `-Dmatrix.whole` judges the whole cross product.
  private static final boolean WHOLE = Boolean.getBoolean("matrix.whole");

  /// `-Dmatrix.seed=NUMBER` draws the same bystanders as an earlier run.
  private static final long SEED =
      property("matrix.seed").map(Long::parseLong).orElseGet(() -> (long) new Random().nextInt());

  /// Their tables are older than the rule that some fault turns each row: what they lack is told.
  private static final Set<String> ROWS_ARE_TOLD_ONLY =
      Set.of(
          "chat-stream",
          "http1",
          "idempotency",
          "long-polling",
          "polling",
          "publish-subscribe",
          "push",
          "request-response",
          "server-sent-events",
          "stateful-stateless",
          "sync-async",
          "tcp-echo");

  private static final Path ROWS = Path.of("target", "matrix", "unturned-rows.txt");
  private static final Path TIMES = Path.of("target", "matrix", "times.txt");

  private final Map<FaultMatrix, List<String>> correct = new HashMap<>();
  private final Map<Entry, List<String>> complaints = new HashMap<>();
  private final List<String> failures = new ArrayList<>();

  private static Optional<String> property(String name) {
    return Optional.ofNullable(System.getProperty(name)).filter(value -> !value.isBlank());
  }

  @TestFactory
  Stream<DynamicNode> everyFaultIsCaughtByItsSpecsAndByNoOthers() {
    MatrixState last = MatrixState.read(MatrixState.FILE);
    List<TopicMatrix> topics =
        TOPIC.map(ReferenceTargets::reference).map(List::of).orElseGet(References::all).stream()
            .map(reference -> TopicMatrix.of(CATALOGUE, reference, last, WHOLE))
            .toList();
    announce(topics, last);
    List<Entry> all = topics.stream().flatMap(topic -> topic.entries(ONLY).stream()).toList();
    // no mutant runs before the last correct server was judged
    return Stream.of(
            topics.stream().map(topic -> control(topic, topics)),
            topics.stream().map(topic -> faults(topic, all)),
            ONLY.equals(".*")
                ? Stream.of(
                    dynamicTest("every row is turned by a fault", () -> rows(topics)),
                    dynamicTest("the state is kept", () -> keep(topics, last)))
                : Stream.<DynamicNode>empty())
        .flatMap(each -> each);
  }

  private static void announce(List<TopicMatrix> topics, MatrixState last) {
    say("bystanders are drawn with -Dmatrix.seed=" + SEED);
    topics.stream()
        .filter(topic -> !WHOLE && topic.reason().isPresent())
        .forEach(topic -> say(topic.slug() + ": judged whole, " + topic.reason().orElseThrow()));
    topics.stream()
        .filter(topic -> topic.bystanders().equals(Bystanders.MORE))
        .flatMap(topic -> last.of(topic.slug()).stream())
        .map(TopicState::judged)
        .min(Comparable::compareTo)
        .ifPresent(date ->
            say(
                "the engine changed since the whole matrix of "
                    + date
                    + ", so more bystanders are drawn: run mvn -Pmatrix verify"));
  }

  private static void say(String line) {
    System.out.println("[matrix] " + line);
  }

  private DynamicNode control(TopicMatrix topic, List<TopicMatrix> all) {
    List<Mutant> mutants = topic.mutants();
    return dynamicContainer(
        topic.slug(),
        Stream.of(
            test("the correct server conforms", () -> correct(all).get(topic.matrix())),
            test(
                "every spec is killed by a fault",
                () -> List.copyOf(topic.matrix().unproven(mutants))),
            test("every killer exists", () -> unknownKillers(mutants))));
  }

  private DynamicNode faults(TopicMatrix topic, List<Entry> all) {
    Function<Entry, Callable<List<String>>> judgement =
        entry -> () -> judged(all).getOrDefault(entry, List.of());
    return dynamicContainer(
        topic.slug() + " with a fault",
        topic.entries(ONLY).stream()
            .map(entry -> test(entry.mutant().id(), judgement.apply(entry))));
  }

  /// The first test that asks has all of them judged.
  private Map<FaultMatrix, List<String>> correct(List<TopicMatrix> all) {
    if (correct.isEmpty()) {
      var watch = new Stopwatch();
      correct.putAll(
          MutantQueue.judgeCorrectServers(all.stream().map(TopicMatrix::matrix).toList()));
      say(all.size() + " correct servers took " + watch);
    }
    return correct;
  }

  /// The first test that asks has all of them judged.
  private Map<Entry, List<String>> judged(List<Entry> all) {
    if (complaints.isEmpty()) {
      var queue = new MutantQueue(SEED);
      var watch = new Stopwatch();
      complaints.putAll(queue.judge(all));
      say(all.size() + " faults took " + watch);
      write(TIMES, queue.times().toList());
    }
    return complaints;
  }

  private DynamicNode test(String name, Callable<List<String>> complaints) {
    return dynamicTest(
        name,
        () -> {
          failures.add(name);
          assertThat(complaints.call()).isEmpty();
          failures.removeLast();
        });
  }

  private static List<String> unknownKillers(List<Mutant> mutants) {
    Set<String> known =
        CATALOGUE.all().stream()
            .flatMap(spec -> Stream.concat(Stream.of(spec.id()), spec.fullIds().stream()))
            .collect(Collectors.toSet());
    return mutants.stream()
        .flatMap(mutant -> mutant.kills().stream())
        .filter(id -> !known.contains(id))
        .distinct()
        .toList();
  }

  private static void rows(List<TopicMatrix> topics) {
    var report = new ArrayList<String>();
    for (TopicMatrix topic : topics) {
      Set<String> unturned = topic.matrix().unturnedRows();
      int judging = topic.matrix().judgingRows().size();
      if (!unturned.isEmpty()) {
        report.add(
            "%s: no fault turns %d of %d rows".formatted(topic.slug(), unturned.size(), judging));
        unturned.forEach(row -> report.add("  " + row));
      }
    }
    write(ROWS, report);
    report.stream().filter(line -> !line.startsWith(" ")).forEach(FaultMatrixTest::say);
    assertThat(topics)
        .filteredOn(topic -> !ROWS_ARE_TOLD_ONLY.contains(topic.slug()))
        .flatExtracting(topic -> topic.matrix().unturnedRows())
        .isEmpty();
  }

  private static void write(Path file, List<String> lines) {
    try {
      Files.createDirectories(file.getParent());
      Files.write(file, lines);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Only what was judged whole, and without complaint, is worth being remembered.
  private void keep(List<TopicMatrix> topics, MatrixState last) {
    assertThat(WHOLE ? failures : List.of()).isEmpty();
    if (WHOLE) {
      last.with(topics.stream().collect(Collectors.toMap(TopicMatrix::slug, TopicMatrix::state)))
          .write(MatrixState.FILE);
    }
  }
}
