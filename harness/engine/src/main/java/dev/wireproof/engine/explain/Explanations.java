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
/// What a target did can exclude a cause. `explanations/causes.md` says for each [Situation] that
/// most rules share what lies behind it, and that is told in the place of a rule's own cause. A
/// rule's own is told as well where it says so, **Cause, also when silence, closed.**, and
/// **Cause when gone.** and **Hint when gone.** are told in that situation and no other.
public final class Explanations {

  private static final String WORDS = "([a-z-]+(?:, [a-z-]+)*)";
  private static final Pattern ALSO =
      Pattern.compile("\\*\\*(Cause, also when " + WORDS + "\\.)\\*\\*");
  private static final Pattern WHEN =
      Pattern.compile("\\*\\*(Cause when " + WORDS + "\\.)\\*\\*");

  private final Map<String, Map<String, Explanation>> pages = new ConcurrentHashMap<>();
  private final Map<Situation, Advice> shared = new EnumMap<>(Situation.class);

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
    return pages.computeIfAbsent(name, each -> parse(read(each)));
  }

  static String read(String name) {
    String file = "explanations/" + name + ".md";
    try (InputStream in = Explanations.class.getClassLoader().getResourceAsStream(file)) {
      return in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private Map<String, Explanation> parse(String markdown) {
    var byId = new LinkedHashMap<String, Explanation>();
    sections(markdown).forEach((id, section) -> byId.put(id, explanation(section)));
    return byId;
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

  private Explanation explanation(String section) {
    String cause = part(section, "Cause.");
    String hint = part(section, "Hint.");
    var others = new EnumMap<Situation, Advice>(shared());
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
                .orElseThrow(() -> new IllegalStateException("there is no situation “" + word + "”")))
        .toList();
  }

  /// What most rules have in common.
  private synchronized Map<Situation, Advice> shared() {
    if (shared.isEmpty()) {
      sections(read("causes")).forEach((word, section) ->
          situations(word)
              .forEach(each ->
                  shared.put(each, new Advice(part(section, "Cause."), part(section, "Hint.")))));
    }
    return shared;
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
