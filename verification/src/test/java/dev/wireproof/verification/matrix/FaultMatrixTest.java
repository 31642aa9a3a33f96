package dev.wireproof.verification.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.wireproof.cli.ReferenceTargets;
import dev.wireproof.cli.StartedReferences;
import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.References;
import dev.wireproof.verification.matrix.FaultMatrix.Mutant;
import dev.wireproof.verification.matrix.MutantQueue.Entry;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;

/// A spec that no fault can fail tests nothing; a fault that no spec catches is a gap.
class FaultMatrixTest {

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.load();

  /// `-Dmatrix=REGEX` picks faults while a spec is being written.
  private static final String ONLY = System.getProperty("matrix", ".*");

  /// `-Dmatrix.topic=SLUG` picks one reference server.
  private static final Optional<String> TOPIC =
      Optional.ofNullable(System.getProperty("matrix.topic")).filter(slug -> !slug.isBlank());

  private final Map<Entry, List<String>> complaints = new HashMap<>();

  /// A reference server, its specs, and its faults.
  private record Bench(
      Reference reference, FaultMatrix matrix, List<Mutant> mutants, List<Entry> chosen) {}

  @TestFactory
  Stream<DynamicNode> everyFaultIsCaughtByItsSpecsAndByNoOthers() {
    List<Bench> benches =
        TOPIC.map(ReferenceTargets::reference).map(List::of).orElseGet(References::all).stream()
            .map(FaultMatrixTest::bench)
            .toList();
    List<Entry> all = benches.stream().flatMap(bench -> bench.chosen().stream()).toList();
    // no mutant runs before the last correct server was judged
    return Stream.concat(
        benches.stream().map(FaultMatrixTest::control),
        benches.stream()
            .map(bench ->
                dynamicContainer(
                    bench.reference().slug() + " with a fault",
                    bench.chosen().stream()
                        .map(entry ->
                            test(
                                entry.mutant().id(),
                                () -> judged(all).getOrDefault(entry, List.of()))))));
  }

  private static Bench bench(Reference reference) {
    var matrix =
        new FaultMatrix(
            CATALOGUE,
            selection(reference),
            faults -> start(reference, faults),
            faults -> startProcess(reference, faults));
    List<Mutant> mutants =
        reference.faults().stream().map(fault -> new Mutant(fault.id(), fault.kills())).toList();
    List<Entry> chosen =
        mutants.stream()
            .filter(mutant -> mutant.id().matches(ONLY))
            .map(mutant -> new Entry(matrix, mutant))
            .toList();
    return new Bench(reference, matrix, mutants, chosen);
  }

  private static DynamicNode control(Bench bench) {
    return dynamicContainer(
        bench.reference().slug(),
        Stream.of(
            test("the correct server conforms", () -> bench.matrix().judgeCorrectServer()),
            test(
                "every spec is killed by a fault",
                () -> List.copyOf(bench.matrix().unproven(bench.mutants()))),
            test("every killer exists", () -> unknownKillers(bench.mutants()))));
  }

  /// The first test that asks has all of them judged.
  private Map<Entry, List<String>> judged(List<Entry> all) {
    if (complaints.isEmpty()) {
      complaints.putAll(MutantQueue.judge(all));
    }
    return complaints;
  }

  private static DynamicNode test(String name, Supplier<List<String>> complaints) {
    return dynamicTest(name, () -> assertThat(complaints.get()).isEmpty());
  }

  /// The reference's own topic and all that it claims.
  private static Selection selection(Reference reference) {
    var topics = new HashSet<String>();
    Stream.concat(Stream.of(reference.slug()), reference.claims().stream())
        .map(claim -> Topics.of(claim.split("=", 2)[0]).orElseThrow())
        .filter(CATALOGUE.topics()::contains)
        .map(TopicInfo::name)
        .forEach(topics::add);
    return new Selection(List.of(), topics, Set.of(), Set.of());
  }

  private static Target start(Reference reference, Set<String> faults) {
    return ReferenceTargets.open(
        reference.slug(),
        reference,
        ReferenceTargets.faults(reference, String.join(",", faults)),
        TargetOptions.none());
  }

  private static Target startProcess(Reference reference, Set<String> faults) {
    return StartedReferences.open(
        reference.slug(),
        reference,
        ReferenceTargets.faults(reference, String.join(",", faults)),
        TargetOptions.none());
  }

  private static List<String> unknownKillers(List<Mutant> mutants) {
    return mutants.stream()
        .flatMap(mutant -> mutant.kills().stream())
        .filter(id -> CATALOGUE.find(id).equals(Optional.empty()))
        .distinct()
        .toList();
  }
}
