package dev.wireproof.verification.matrix;

import dev.wireproof.cli.reference.ReferenceTargets;
import dev.wireproof.cli.reference.StartedReferences;
import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.verification.matrix.MutantQueue.Entry;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The matrix of one reference server: its own topic and all that it claims, and its faults.
///
/// @param bystanders beside which specs a fault is judged
/// @param reason why that is the whole topic, when it is
record TopicMatrix(
    Reference reference,
    FaultMatrix matrix,
    List<Mutant> mutants,
    TopicState state,
    Bystanders bystanders,
    Optional<String> reason) {

  private static final Path SPECS = Path.of("..", "specs", "src", "main", "java");
  private static final Path REFERENCES = Path.of("..", "reference-servers", "src", "main", "java");
  private static final Path HARNESS = Path.of("..", "harness");

  /// All of the topic when it was asked for or something of the topic has changed; otherwise a
  /// sample, which is larger when what lies below has changed.
  static TopicMatrix of(
      SpecCatalogue catalogue, Reference reference, MatrixState last, boolean all) {
    var matrix =
        new FaultMatrix(
            catalogue,
            selection(catalogue, reference),
            faults -> start(reference, faults),
            faults -> startProcess(reference, faults));
    TopicState now = state(reference, matrix);
    Optional<TopicState> then = last.of(reference.slug());
    Optional<String> reason = all ? Optional.of("asked for") : now.reasonToJudgeAll(then);
    boolean sameEngine = then.filter(state -> state.engine().equals(now.engine())).isPresent();
    return new TopicMatrix(
        reference,
        matrix,
        reference.faults().stream().map(fault -> new Mutant(fault.id(), fault.kills())).toList(),
        now,
        reason.isPresent() ? Bystanders.ALL : sameEngine ? Bystanders.FEW : Bystanders.MORE,
        reason);
  }

  String slug() {
    return reference.slug();
  }

  /// The mutants whose id matches, for the queue.
  List<Entry> entries(String pattern) {
    return mutants.stream()
        .filter(mutant -> mutant.id().matches(pattern))
        .map(mutant -> new Entry(matrix, mutant, bystanders))
        .toList();
  }

  private static Selection selection(SpecCatalogue catalogue, Reference reference) {
    var topics = new HashSet<String>();
    Stream.concat(Stream.of(reference.slug()), reference.claims().stream())
        .map(claim -> Topics.of(claim.split("=", 2)[0]).orElseThrow())
        .filter(catalogue.topics()::contains)
        .map(TopicInfo::name)
        .forEach(topics::add);
    return new Selection(List.of(), topics, Set.of(), Set.of());
  }

  private static TopicState state(Reference reference, FaultMatrix matrix) {
    List<SpecInfo> specs = matrix.specs();
    Set<String> rooms =
        specs.stream()
            .map(spec -> spec.method().getDeclaringClass().getPackageName())
            .collect(Collectors.toSet());
    Set<String> servers =
        reference.faults().stream()
            .map(fault -> fault.getClass().getPackageName())
            .collect(Collectors.toSet());
    return new TopicState(
        reference.faults().size(),
        specs.size(),
        LocalDate.now(ZoneOffset.UTC),
        SourceDigest.ofPackages(SPECS, rooms),
        SourceDigest.ofPackages(REFERENCES, servers),
        SourceDigest.below(HARNESS));
  }

  private static Target start(Reference reference, Set<String> faults) {
    return ReferenceTargets.open(
        reference.slug(), reference, faults(reference, faults), TargetOptions.none());
  }

  private static Target startProcess(Reference reference, Set<String> faults) {
    return StartedReferences.open(
        reference.slug(), reference, faults(reference, faults), TargetOptions.none());
  }

  private static Set<Fault> faults(Reference reference, Set<String> ids) {
    return ReferenceTargets.faults(reference, String.join(",", ids));
  }
}
