package dev.wireproof.cli.explain;

import dev.wireproof.cli.options.CourseOption;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.explain.Explanation;
import dev.wireproof.engine.explain.Explanations;
import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.TopicInfo;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.References;
import dev.wireproof.reports.sequence.Sequence;
import dev.wireproof.reports.sequence.SequenceText;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wireproof explain`.
@Command(
    name = "explain",
    mixinStandardHelpOptions = true,
    description = "Explains a rule or a topic: why it matters, what breaks it, how to see it.")
public final class ExplainCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private CourseOption course = new CourseOption();

  @Parameters(paramLabel = "ID|TOPIC", description = "Such as http1.host.missing, or http1.")
  private String what = "";

  private final Explanations explanations = new Explanations();

  @Override
  public Integer call() {
    SpecCatalogue catalogue = course.catalogue();
    PrintWriter out = command.commandLine().getOut();
    Optional<TopicInfo> topic = Topics.of(what).filter(catalogue.topics()::contains);
    if (topic.isPresent()) {
      topic(out, catalogue, topic.get());
    } else {
      spec(out, catalogue, find(catalogue));
    }
    out.flush();
    return 0;
  }

  private SpecInfo find(SpecCatalogue catalogue) {
    String id = what.contains("/") ? what.substring(0, what.indexOf('/')) : what;
    List<String> known =
        Stream.concat(
                catalogue.all().stream().map(SpecInfo::id),
                catalogue.topics().stream().map(TopicInfo::name))
            .toList();
    return catalogue
        .find(id)
        .orElseThrow(() ->
            new InputException(
                "there is no spec and no topic “"
                    + what
                    + "”"
                    + DidYouMean.hint(id, known)
                    + "; wireproof list shows all"));
  }

  private void topic(PrintWriter out, SpecCatalogue catalogue, TopicInfo topic) {
    out.println(topic.title());
    out.println();
    out.println(explanations.introduction(topic));
    out.println();
    explanations.scene(topic).ifPresent(spec -> scene(out, catalogue, spec));
    catalogue.all().stream()
        .filter(spec -> spec.topic().equals(topic))
        .forEach(spec -> out.printf("  %-52s %s%n", spec.id(), spec.about().claim()));
  }

  /// A real exchange with the reference server, made now.
  private static void scene(PrintWriter out, SpecCatalogue catalogue, String spec) {
    new Demonstration(catalogue)
        .play(spec)
        .ifPresent(result -> {
          out.println("What it looks like on the wire (" + result.of().claim() + ")");
          out.println();
          SequenceText.text(Sequence.of(result.recording()))
              .lines()
              .forEach(each -> out.println("  " + each));
          out.println();
        });
  }

  private void spec(PrintWriter out, SpecCatalogue catalogue, SpecInfo spec) {
    var about = spec.about();
    out.println(spec.id() + " · " + about.level() + " · " + about.source());
    out.println("  " + about.claim());
    if (!about.link().isEmpty()) {
      out.println("  " + about.link());
    }
    out.println(
        "  proves "
            + about.properties().stream().map(Property::slug).collect(Collectors.joining(", "))
            + (about.lectures().isEmpty() ? "" : " · lectures " + about.lectures()));
    if (!spec.rows().isEmpty()) {
      out.println(
          "  tried with "
              + spec.rows().stream().map(row -> row.id()).collect(Collectors.joining(", ")));
    }
    List<String> sent = new Demonstration(catalogue).requestsOf(spec.id());
    part(
        out,
        "What it sends" + (spec.rows().isEmpty() ? "" : ", with " + spec.rows().getFirst().id()),
        String.join("\n", sent));
    Explanation text = explanations.of(spec.id()).orElse(Explanation.NONE);
    part(out, "Why it matters", text.why());
    part(out, "What usually breaks it", text.cause());
    part(out, "What to do", text.hint());
    part(out, "See it yourself", text.seeIt());
    References.all().stream()
        .flatMap(reference ->
            reference.faults().stream()
                .filter(fault -> kills(fault, spec))
                .map(fault ->
                    "wireproof run -t reference:"
                        + reference.slug()
                        + ":"
                        + fault.id()
                        + " "
                        + spec.id()))
        .findFirst()
        .ifPresent(line -> part(out, "See it fail", "    " + line));
  }

  private static boolean kills(Fault fault, SpecInfo spec) {
    return fault.isNoticedBy(spec.id());
  }

  private static void part(PrintWriter out, String title, String text) {
    if (!text.isEmpty()) {
      out.println();
      out.println(title);
      text.lines().forEach(line -> out.println("  " + line));
    }
  }
}
