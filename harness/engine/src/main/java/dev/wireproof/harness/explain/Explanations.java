package dev.wireproof.harness.explain;

import dev.wireproof.harness.spec.Slug;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// The explanations of each topic, read from `explanations/SLUG.md` on the class path when they are
/// first asked for. A page is an introduction to the topic, and a section headed by its id for each
/// spec, whose paragraphs begin with **Why.**, **Cause.**, **Hint.** or **See it.**
public final class Explanations {

  /// One page.
  private record Page(String introduction, Map<String, Explanation> byId) {}

  private final Map<Slug, Page> pages = new EnumMap<>(Slug.class);

  /// The explanation of a spec.
  public Optional<Explanation> of(String id) {
    return topicOf(id).flatMap(topic -> Optional.ofNullable(page(topic).byId.get(id)));
  }

  /// What the topic is about, in Markdown; empty when its page has none.
  public String introduction(Slug topic) {
    return page(topic).introduction;
  }

  /// The ids that a topic's page explains.
  public Set<String> explained(Slug topic) {
    return Collections.unmodifiableSet(page(topic).byId.keySet());
  }

  private static Optional<Slug> topicOf(String id) {
    int dot = id.indexOf('.');
    return dot < 0 ? Optional.empty() : Slug.of(id.substring(0, dot));
  }

  private synchronized Page page(Slug topic) {
    return pages.computeIfAbsent(topic, Explanations::read);
  }

  private static Page read(Slug topic) {
    String file = "explanations/" + topic.slug() + ".md";
    try (InputStream in = Explanations.class.getClassLoader().getResourceAsStream(file)) {
      return in == null
          ? new Page("", Map.of())
          : parse(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }

  private static Page parse(String markdown) {
    String[] sections = markdown.split("(?m)^## ", -1);
    var byId = new LinkedHashMap<String, Explanation>();
    for (int i = 1; i < sections.length; i++) {
      String section = sections[i];
      int end = section.indexOf('\n');
      String id = (end < 0 ? section : section.substring(0, end)).strip();
      byId.put(id, explanation(end < 0 ? "" : section.substring(end)));
    }
    String introduction = sections[0].replaceFirst("(?m)^# .*\n", "").strip();
    return new Page(introduction, byId);
  }

  private static Explanation explanation(String section) {
    return new Explanation(
        part(section, "Why."),
        part(section, "Cause."),
        part(section, "Hint."),
        part(section, "See it."));
  }

  /// The text from a label up to the next label.
  private static String part(String section, String label) {
    int start = section.indexOf("**" + label + "**");
    if (start < 0) {
      return "";
    }
    String rest = section.substring(start + label.length() + 4);
    int end = rest.indexOf("\n**");
    return (end < 0 ? rest : rest.substring(0, end)).strip();
  }
}
