package dev.wireproof.cli;

import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.run.RunRequest;
import dev.wireproof.engine.run.SpecRunner;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.Targets;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.References;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs single specs against a reference server, to show what happens rather than to judge it.
public final class Demonstration {

  private final SpecCatalogue catalogue;

  public Demonstration(SpecCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  /// What comes of a spec on a target, such as `reference:http1`; a row each when it has a table.
  public List<Result> play(String spec, String address) {
    try (Target target = Targets.open(address, TargetOptions.none())) {
      var request = RunRequest.of(catalogue, target).with(Selection.ofIds(spec));
      return new SpecRunner(request).run().results();
    }
  }

  /// What comes of a spec on the reference server of its topic; nothing where there is none.
  public Optional<Result> play(String spec) {
    return catalogue
        .find(spec)
        .flatMap(info -> references(info.about().topic().name()).findFirst())
        .flatMap(reference ->
            play(spec, ReferenceTargets.SCHEME + ":" + reference.slug()).stream().findFirst());
  }

  private static Stream<Reference> references(String topic) {
    return References.all().stream()
        .filter(each -> each.slug().equals(topic) || each.claims().contains(topic));
  }
}
