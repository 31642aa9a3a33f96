package dev.wireproof.engine.exercise;

import dev.wireproof.engine.catalogue.Selection;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.input.YamlFile;
import dev.wireproof.engine.input.YamlMapping;
import dev.wireproof.engine.spec.Level;
import dev.wireproof.engine.spec.TopicInfo;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Reads the `stages.yaml` of an exercise, and believes nothing that it says unseen.
public final class StageFile {

  public static final String NAME = "stages.yaml";

  private static final List<String> KEYS =
      List.of("title", "slug", "lectures", "topics", "stages", "beyond");
  private static final List<String> STAGE_KEYS = List.of("title", "text", "specs", "hints");
  private static final int MOST_POINTS = 100;
  private static final int LECTURES = 49;

  private final Path folder;
  private final SpecCatalogue catalogue;
  private final YamlMapping yaml;

  /// In which stage a spec or a row was asked for first.
  private final Map<String, Integer> taken = new HashMap<>();

  private StageFile(Path folder, SpecCatalogue catalogue) {
    this.folder = folder;
    this.catalogue = catalogue;
    this.yaml = YamlFile.read(folder.resolve(NAME)).mapping(KEYS);
  }

  /// Reads and checks the stage file of an exercise's folder.
  ///
  /// @throws InputException for whatever is wrong with it: file, line, column, what, and how to
  ///   mend it
  public static Exercise read(Path folder, SpecCatalogue catalogue) {
    return new StageFile(folder, catalogue).read();
  }

  private Exercise read() {
    String slug = yaml.required("slug");
    String name = String.valueOf(folder.getFileName());
    if (!name.matches("\\d\\d-" + Pattern.quote(slug))) {
      throw yaml.error("slug", "is “" + slug + "”, but the folder is called " + name);
    }
    return new Exercise(
        folder, slug, yaml.required("title"), lectures(), topics(), stages(), beyond());
  }

  private List<Integer> lectures() {
    return yaml.texts("lectures").stream().map(this::lecture).toList();
  }

  private int lecture(String text) {
    if (text.matches("\\d{1,2}")
        && Integer.parseInt(text) >= 1
        && Integer.parseInt(text) <= LECTURES) {
      return Integer.parseInt(text);
    }
    throw yaml.errorIn(
        "lectures", text, "a lecture is a number from 1 to " + LECTURES + ", not “" + text + "”");
  }

  private List<TopicInfo> topics() {
    List<String> texts = yaml.texts("topics");
    if (texts.isEmpty()) {
      throw yaml.error("topics", "names the topics whose specs the stages share out: [tcp-echo]");
    }
    return texts.stream().map(this::topic).toList();
  }

  private TopicInfo topic(String text) {
    List<String> known = catalogue.topics().stream().map(TopicInfo::name).toList();
    return Topics.of(text)
        .filter(catalogue.topics()::contains)
        .orElseThrow(() ->
            yaml.errorIn(
                "topics",
                text,
                "no spec has the topic “"
                    + text
                    + "”"
                    + DidYouMean.hint(text, known)
                    + "; there are "
                    + String.join(", ", known)));
  }

  private List<String> beyond() {
    List<String> selectors = yaml.texts("beyond");
    selectors.forEach(selector -> matching(yaml, "beyond", selector));
    return selectors;
  }

  private List<Stage> stages() {
    var stages = new ArrayList<Stage>();
    for (YamlMapping stage : yaml.mappings("stages", STAGE_KEYS)) {
      stages.add(stage(stages.size() + 1, stage));
    }
    if (stages.isEmpty()) {
      throw yaml.error("stages", "is a list of at least one stage");
    }
    return stages;
  }

  private Stage stage(int number, YamlMapping stage) {
    String title = stage.required("title");
    String text = stage.required("text").strip();
    var asked = new ArrayList<ScoredSpec>();
    stage
        .pairs("specs")
        .forEach((selector, points) -> {
          int worth = points(stage, selector, points);
          matching(stage, "specs", selector)
              .forEach(spec -> asked.add(asked(number, stage, selector, spec, worth)));
        });
    if (asked.isEmpty()) {
      throw stage.error("specs", "is missing: which specs judge this stage, each with its points");
    }
    List<String> hints = stage.texts("hints").stream().map(String::strip).toList();
    return new Stage(number, title, text, asked, hints);
  }

  private ScoredSpec asked(
      int stage, YamlMapping yaml, String selector, SpecInfo spec, int points) {
    List<String> ids = Selection.ofIds(selector).fullIds(spec);
    for (String id : ids) {
      Integer before = taken.put(id, stage);
      if (before != null) {
        throw yaml.errorIn(
            "specs",
            selector,
            "“" + selector + "” takes " + id + " again: stage " + before + " has it");
      }
    }
    boolean shown = spec.about().level() == Level.OBSERVES;
    return new ScoredSpec(spec, ids, shown ? 0 : points);
  }

  private int points(YamlMapping stage, String selector, String points) {
    if (points.matches("\\d{1,3}") && Integer.parseInt(points) <= MOST_POINTS) {
      return Integer.parseInt(points);
    }
    String wrong = points.isEmpty() ? "has no points" : "has “" + points + "” points";
    throw stage.errorIn(
        "specs",
        selector,
        "“" + selector + "” " + wrong + "; write a number from 0 to " + MOST_POINTS + " behind it");
  }

  private List<SpecInfo> matching(YamlMapping in, String key, String selector) {
    List<SpecInfo> specs =
        catalogue.all().stream().filter(spec -> Selection.matches(selector, spec)).toList();
    if (specs.isEmpty()) {
      List<String> known =
          catalogue.all().stream().flatMap(spec -> spec.fullIds().stream()).toList();
      throw in.errorIn(
          key,
          selector,
          "no spec has the id “" + selector + "”" + DidYouMean.hint(selector, known));
    }
    return specs;
  }
}
