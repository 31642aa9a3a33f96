package dev.wireproof.engine.explain;

import dev.wireproof.engine.spec.TopicInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The explanations of all specs, read from the class path when they are first asked for. What a
/// topic is about stands in `explanations/SLUG.md`. Each subject of it has a page
/// `explanations/SLUG/SUBJECT.md` with a section headed by its id for each spec, whose paragraphs
/// begin with **Why.**, **Cause.**, **Hint.** or **See it.**
public final class Explanations {

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

  private static Map<String, Explanation> parse(String markdown) {
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

  private static Explanation explanation(String section) {
    return new Explanation(
        part(section, "Why."),
        part(section, "Cause."),
        part(section, "Hint."),
        part(section, "See it."));
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
