package dev.wireproof.cli.explain;

import dev.wireproof.cli.reference.ReferenceTargets;
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
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.Event;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Runs single specs against a reference server, to show what happens rather than to judge it.
public final class Demonstration {

  private static final int MOST_LINES = 30;

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

  /// What a spec sends to the reference server of its topic, read from a run of the spec itself: a
  /// line for each message, or for several alike that follow each other. Of a table, the first row.
  /// Nothing where there is no reference server, or nothing is sent.
  List<String> requestsOf(String spec) {
    List<String> sent = play(spec).map(Demonstration::sent).orElse(List.of());
    List<String> lines = counted(sent);
    return lines.size() <= MOST_LINES
        ? lines
        : Stream.concat(
                lines.stream().limit(MOST_LINES),
                Stream.of("… and " + (lines.size() - MOST_LINES) + " more"))
            .toList();
  }

  private static List<String> sent(Result result) {
    return result.transcript().stream()
        .flatMap(event -> event instanceof Event.Sent sent ? Stream.of(sent) : Stream.empty())
        .filter(sent -> sent.channel().ends() != Ends.TARGET_TO_BACKEND)
        .flatMap(sent -> sent.decoded().stream().map(each -> sent.channel().name() + " " + each))
        .toList();
  }

  private static List<String> counted(List<String> sent) {
    var lines = new ArrayList<String>();
    for (int from = 0; from < sent.size(); ) {
      int to = from + 1;
      while (to < sent.size() && sent.get(to).equals(sent.get(from))) {
        to++;
      }
      lines.add(sent.get(from) + (to - from > 1 ? "  (" + (to - from) + " times)" : ""));
      from = to;
    }
    return lines;
  }

  private static Stream<Reference> references(String topic) {
    return References.all().stream()
        .filter(each -> each.slug().equals(topic) || each.claims().contains(topic));
  }
}
