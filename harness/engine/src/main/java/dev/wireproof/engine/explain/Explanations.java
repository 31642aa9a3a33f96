package dev.wireproof.engine.explain;

import dev.wireproof.engine.explain.Explanation.Advice;
import dev.wireproof.engine.spec.TopicInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The explanations of all specs, read from the class path when they are first asked for. What a
/// topic is about stands in `explanations/SLUG.md`. Each subject of it has a page
/// `explanations/SLUG/SUBJECT.md` with a section headed by its id for each spec, whose paragraphs
/// begin with **Why.**, **Cause.**, **Hint.** or **See it.**
///
/// What a target did can exclude a cause. `explanations/causes.md`, and after it
/// `explanations/SLUG/causes.md`, say what may lie behind each [Situation] that rules share, and
/// that is told in the place of a rule's own cause. A rule's own is told where it says so, **Cause,
/// also when silence, closed.**, and **Cause when gone.** and **Hint when gone.** are told in that
/// situation and no other.
public final class Explanations {

  private static final String WORDS = "([a-z-]+(?:, [a-z-]+)*)";
  private static final Pattern ALSO =
      Pattern.compile("\\*\\*(Cause, also when " + WORDS + "\\.)\\*\\*");
  private static final Pattern WHEN = Pattern.compile("\\*\\*(Cause when " + WORDS + "\\.)\\*\\*");

  private final Map<String, Map<String, Explanation>> pages = new ConcurrentHashMap<>();

  /// The explanation of a spec.
  public Optional<Explanation> of(String id) {
    String[] parts = id.split("\\.", -1);
    return parts.length == 3
        ? Optional.ofNullable(page(parts[0] + "/" + parts[1]).get(id))
        : Optional.empty();
  }

  /// What the topic is about, in Markdown; empty when nobody has written it.
  public String introduction(TopicInfo topic) {
    return read(topic.name())
        .replaceFirst("(?m)^# .*\n", "")
        .replaceFirst("(?s)\\*\\*Scene\\.\\*\\*.*", "")
        .strip();
  }

  /// The spec whose exchange shows what the topic is: what stands behind **Scene.** at the end of
  /// its page.
  public Optional<String> scene(TopicInfo topic) {
    String page = read(topic.name());
    String named = part(page, "Scene.").replace("`", "").strip();
    return named.isEmpty() ? Optional.empty() : Optional.of(named);
  }

  /// The ids that a subject's page explains.
  public Set<String> explained(TopicInfo topic, String subject) {
    return Set.copyOf(page(topic.name() + "/" + subject).keySet());
  }

  private Map<String, Explanation> page(String name) {
    return pages.computeIfAbsent(name, each -> parse(each, read(each)));
  }

  static String read(String name) {
    String file = "explanations/" + name + ".md";
    try (InputStream in = Explanations.class.getClassLoader().getResourceAsStream(file)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private Map<String, Explanation> parse(String name, String markdown) {
    var shared = new EnumMap<Situation, Advice>(Situation.class);
    addShared(shared, "causes");
    addShared(shared, name.substring(0, name.indexOf('/') + 1) + "causes");
    var byId = new LinkedHashMap<String, Explanation>();
    sections(markdown).forEach((id, section) -> byId.put(id, explanation(section, shared)));
    return byId;
  }

  /// What most rules have in common.
  private static void addShared(Map<Situation, Advice> shared, String page) {
    sections(read(page))
        .forEach((words, section) -> {
          var advice = new Advice(part(section, "Cause."), part(section, "Hint."));
          situations(words).forEach(each -> shared.put(each, advice));
        });
  }

  /// The text below each second-level heading, by the heading.
  static Map<String, String> sections(String markdown) {
    String[] sections = markdown.split("(?m)^## ", -1);
    var byHeading = new LinkedHashMap<String, String>();
    for (int i = 1; i < sections.length; i++) {
      String section = sections[i];
      int end = section.indexOf('\n');
      String heading = (end < 0 ? section : section.substring(0, end)).strip();
      byHeading.put(heading, end < 0 ? "" : section.substring(end));
    }
    return byHeading;
  }

  private static Explanation explanation(String section, Map<Situation, Advice> shared) {
    String cause = part(section, "Cause.");
    String hint = part(section, "Hint.");
    EnumMap<Situation, Advice> others = new EnumMap<>(shared);
    Matcher also = ALSO.matcher(section);
    if (also.find()) {
      cause = part(section, also.group(1));
      situations(also.group(2)).forEach(others::remove);
    }
    for (Matcher when = WHEN.matcher(section); when.find(); ) {
      String own = part(section, when.group(1));
      String todo = part(section, when.group(1).replace("Cause", "Hint"));
      var advice = new Advice(own, todo.isEmpty() ? hint : todo);
      situations(when.group(2)).forEach(each -> others.put(each, advice));
    }
    return new Explanation(part(section, "Why."), cause, hint, part(section, "See it."), others);
  }

  private static List<Situation> situations(String words) {
    return Arrays.stream(words.split(", ", -1))
        .map(word ->
            Situation.named(word)
                .orElseThrow(
                    () -> new IllegalStateException("there is no situation “" + word + "”")))
        .toList();
  }

  /// The text from a label up to the next label.
  static String part(String section, String label) {
    int start = section.indexOf("**" + label + "**");
    if (start < 0) {
      return "";
    }
    String rest = section.substring(start + label.length() + 4);
    int end = rest.indexOf("\n**");
    return (end < 0 ? rest : rest.substring(0, end)).strip();
  }
}
