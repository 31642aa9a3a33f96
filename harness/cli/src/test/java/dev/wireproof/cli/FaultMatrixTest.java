package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.harness.catalogue.Selection;
import dev.wireproof.harness.catalogue.SpecCatalogue;
import dev.wireproof.harness.matrix.FaultMatrix;
import dev.wireproof.harness.matrix.FaultMatrix.Mutant;
import dev.wireproof.harness.spec.Slug;
import dev.wireproof.harness.target.Target;
import dev.wireproof.harness.target.TargetOptions;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.References;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// A spec that no fault can fail tests nothing; a fault that no spec catches is a gap.
class FaultMatrixTest {

  private static final SpecCatalogue CATALOGUE = SpecCatalogue.of(SpecCatalogue.ROOT);

  /// `-Dmatrix=REGEX` picks faults while a spec is being written.
  private static final String ONLY = System.getProperty("matrix", ".*");

  /// `-Dmatrix.topic=SLUG` picks one reference server.
  private static final Optional<String> TOPIC =
      Optional.ofNullable(System.getProperty("matrix.topic")).filter(slug -> !slug.isBlank());

  @TestFactory
  Stream<DynamicNode> everyFaultIsCaughtByItsSpecsAndByNoOthers() {
    List<Reference> references =
        TOPIC.map(ReferenceTargets::reference).map(List::of).orElseGet(References::all);
    return references.stream().map(this::topic);
  }

  private DynamicNode topic(Reference reference) {
    var matrix =
        new FaultMatrix(
            CATALOGUE,
            selection(reference),
            faults -> start(reference, faults),
            faults -> startProcess(reference, faults));
    List<Mutant> mutants =
        reference.faults().stream().map(fault -> new Mutant(fault.id(), fault.kills())).toList();
    List<Mutant> chosen = mutants.stream().filter(mutant -> mutant.id().matches(ONLY)).toList();
    var judged = new HashMap<Mutant, List<String>>();
    Stream<DynamicNode> tests =
        Stream.concat(
            Stream.of(
                test("the correct server conforms", () -> matrix.judgeCorrectServer()),
                test(
                    "every spec is killed by a fault", () -> List.copyOf(matrix.unproven(mutants))),
                test("every killer exists", () -> unknownKillers(mutants))),
            chosen.stream()
                .map(
                    mutant -> test(mutant.id(), () -> judged(matrix, chosen, judged).get(mutant))));
    return DynamicContainer.dynamicContainer(reference.slug(), tests);
  }

  /// The first test that asks has all of them judged, after the correct server.
  private static Map<Mutant, List<String>> judged(
      FaultMatrix matrix, List<Mutant> mutants, Map<Mutant, List<String>> known) {
    if (known.isEmpty()) {
      known.putAll(matrix.judge(mutants));
    }
    return known;
  }

  private static DynamicNode test(String name, Supplier<List<String>> complaints) {
    return DynamicTest.dynamicTest(name, () -> assertThat(complaints.get()).isEmpty());
  }

  /// The reference's own topic and all that it claims.
  private static Selection selection(Reference reference) {
    var topics = new HashSet<Slug>();
    Stream.concat(Stream.of(reference.slug()), reference.claims().stream())
        .map(claim -> Slug.of(claim.split("=", 2)[0]).orElseThrow())
        .filter(CATALOGUE.topics()::contains)
        .forEach(topics::add);
    return new Selection(List.of(), topics, Set.of(), Set.of());
  }

  private static Target start(Reference reference, Set<String> faults) {
    return ReferenceTargets.open(
        reference.slug(),
        reference,
        ReferenceTargets.faults(reference, String.join(",", faults)),
        TargetOptions.NONE);
  }

  private static Target startProcess(Reference reference, Set<String> faults) {
    return StartedReferences.open(
        reference.slug(),
        reference,
        ReferenceTargets.faults(reference, String.join(",", faults)),
        TargetOptions.NONE);
  }

  private static List<String> unknownKillers(List<Mutant> mutants) {
    return mutants.stream()
        .flatMap(mutant -> mutant.kills().stream())
        .filter(id -> CATALOGUE.find(id).equals(Optional.empty()))
        .distinct()
        .toList();
  }
}
