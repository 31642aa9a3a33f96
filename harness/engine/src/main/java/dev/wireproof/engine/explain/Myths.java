package dev.wireproof.engine.explain;

import dev.wireproof.engine.explain.Myth.Measurement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The myths of `explanations/myths.md`: a section each, whose paragraphs begin with **Claim.**,
/// **Truth.**, **Lectures.** and **Measured.**; the last is a list of a spec, the target that it
/// runs on, and what its outcome shows.
public final class Myths {

  private static final Pattern MEASUREMENT = Pattern.compile("- `([^`]+)` on `([^`]+)`: (.*)");

  private Myths() {}

  /// All of them, in the order of the page.
  ///
  /// @throws IllegalStateException when a section lacks a part
  public static List<Myth> all() {
    var myths = new ArrayList<Myth>();
    Explanations.sections(Explanations.read("myths"))
        .forEach((name, section) -> myths.add(myth(name, section)));
    return myths;
  }

  private static Myth myth(String name, String section) {
    var measurements = new ArrayList<Measurement>();
    for (String item : Explanations.part(section, "Measured.").split("(?m)^(?=- )", -1)) {
      Matcher matcher = MEASUREMENT.matcher(item.strip().replaceAll("\\s+", " "));
      if (matcher.matches()) {
        measurements.add(new Measurement(matcher.group(1), matcher.group(2), matcher.group(3)));
      }
    }
    var myth =
        new Myth(
            name,
            Explanations.part(section, "Claim."),
            Explanations.part(section, "Truth."),
            Explanations.part(section, "Lectures."),
            measurements);
    if (myth.claim().isEmpty() || myth.truth().isEmpty() || measurements.isEmpty()) {
      throw new IllegalStateException(
          "the myth " + name + " lacks its claim, truth or measurement");
    }
    return myth;
  }
}
