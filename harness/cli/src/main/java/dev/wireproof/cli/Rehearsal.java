package dev.wireproof.cli;

import dev.wireproof.harness.catalogue.Selection;
import dev.wireproof.harness.catalogue.SpecCatalogue;
import dev.wireproof.harness.result.Result;
import dev.wireproof.harness.run.RunRequest;
import dev.wireproof.harness.run.SpecRunner;
import dev.wireproof.harness.target.Target;
import dev.wireproof.harness.target.TargetOptions;
import dev.wireproof.harness.target.Targets;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.References;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs single specs against a reference server, to show what happens rather than to judge it.
final class Rehearsal {

  private final SpecCatalogue catalogue;

  Rehearsal(SpecCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// What comes of a spec on a target, such as `reference:http1`; a row each when it has a table.
  List<Result> play(String spec, String address) {
    try (Target target = Targets.open(address, TargetOptions.NONE)) {
      var request = RunRequest.of(catalogue, target).with(Selection.ofIds(spec));
      return new SpecRunner(request).run().results();
    }
  }

  /// What comes of a spec on the reference server of its topic; nothing where there is none.
  Optional<Result> play(String spec) {
    return catalogue
        .find(spec)
        .flatMap(info -> references(info.about().topic().slug()).findFirst())
        .flatMap(reference ->
            play(spec, ReferenceTargets.SCHEME + ":" + reference.slug()).stream().findFirst());
  }

  private static Stream<Reference> references(String topic) {
    return References.all().stream()
        .filter(each -> each.slug().equals(topic) || each.claims().contains(topic));
  }
}
