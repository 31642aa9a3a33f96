package dev.wireproof.cli.options;

import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.TopicInfo;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/// The options that choose specs, the same for every command that does.
public final class SelectionOptions {

  @Parameters(
      arity = "0..*",
      paramLabel = "ID",
      description =
          "Ids of specs, * matches anything: http1.host.*, http1.host.invalid/two-ports; or topics")
  private List<String> positional = List.of();

  @Option(
      names = "--spec",
      split = ",",
      paramLabel = "ID",
      description = "The same as an argument.")
  private List<String> ids = List.of();

  @Option(
      names = "--topic",
      split = ",",
      paramLabel = "TOPIC",
      description = "Protocols or patterns, such as http1,nagle.")
  private List<String> topics = List.of();

  @Option(
      names = "--property",
      split = ",",
      paramLabel = "PROPERTY",
      description = "What the specs are to say something about, such as keepalive,ordering.")
  private List<String> properties = List.of();

  @Option(
      names = "--level",
      split = ",",
      paramLabel = "LEVEL",
      description = "must, should, may, teaches, observes; teach also adds what is not claimed.")
  private List<String> levels = List.of();

  /// The selection, once every name in it was found to exist.
  ///
  /// @throws InputException for a name that does not, with the nearest one that does; or when no
  ///   spec is all that was asked for
  public Selection selection(SpecCatalogue catalogue) {
    List<String> wanted =
        Stream.concat(positional.stream(), ids.stream())
            .filter(id -> !id.isBlank())
            .map(id -> isTopic(id, catalogue) ? id + ".*" : id)
            .toList();
    for (String id : wanted) {
      requireMatch(id, catalogue);
    }
    var selection =
        new Selection(
            wanted,
            parse(
                "topic",
                topics,
                name -> Topics.of(name).map(TopicInfo::name),
                names(catalogue.topics(), TopicInfo::name)),
            parse(
                "property",
                properties,
                Property::of,
                names(List.of(Property.values()), Property::slug)),
            parse(
                "level",
                levels,
                SelectionOptions::level,
                names(List.of(Level.values()), SelectionOptions::name)));
    if (!selection.equals(Selection.ALL) && catalogue.matching(selection).isEmpty()) {
      throw new InputException(
          "no spec is all of this: " + asked(wanted) + "; ask for less, or see wireproof list");
    }
    return selection;
  }

  private String asked(List<String> wanted) {
    return Stream.of(
            given("id", wanted),
            given("--topic", topics),
            given("--property", properties),
            given("--level", levels))
        .flatMap(Optional::stream)
        .collect(Collectors.joining(", "));
  }

  private static Optional<String> given(String option, List<String> values) {
    return values.isEmpty()
        ? Optional.empty()
        : Optional.of(option + " " + String.join(",", values));
  }

  /// Whoever names a topic where an id belongs wants all of it.
  private static boolean isTopic(String id, SpecCatalogue catalogue) {
    return catalogue.topics().stream().anyMatch(topic -> topic.name().equals(id));
  }

  private static void requireMatch(String id, SpecCatalogue catalogue) {
    if (catalogue.matching(Selection.ofIds(id)).isEmpty()) {
      List<String> known =
          catalogue.all().stream().flatMap(spec -> spec.fullIds().stream()).toList();
      throw new InputException(
          "no spec has the id “"
              + id
              + "”"
              + DidYouMean.hint(id, known)
              + "; wireproof list shows all");
    }
  }

  private static <T> Set<T> parse(
      String kind, List<String> texts, Function<String, Optional<T>> of, List<String> known) {
    return texts.stream()
        .filter(text -> !text.isBlank())
        .map(text ->
            of.apply(text)
                .orElseThrow(() ->
                    new InputException(
                        "no "
                            + kind
                            + " is called “"
                            + text
                            + "”"
                            + DidYouMean.hint(text, known)
                            + "; there are "
                            + String.join(", ", known))))
        .collect(Collectors.toSet());
  }

  private static <T> List<String> names(Collection<T> values, Function<T, String> name) {
    return values.stream().map(name).toList();
  }

  private static String name(Level level) {
    return level.name().toLowerCase(Locale.ROOT);
  }

  private static Optional<Level> level(String text) {
    if (text.equals("teach")) {
      return Optional.of(Level.TEACHES);
    }
    return Arrays.stream(Level.values()).filter(level -> name(level).equals(text)).findFirst();
  }
}
