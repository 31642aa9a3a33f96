package dev.wireproof.engine.result;

import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.input.YamlFile;
import dev.wireproof.engine.input.YamlMapping;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What a target is known to break, with the reason: listed and broken does not stop a build,
/// listed and kept does, since then the list is out of date.
public final class Deviations {

  public static final Deviations NONE = new Deviations(Path.of(""), List.of());

  private static final List<String> KEYS = List.of("id", "reason", "link");

  private record Entry(String id, String reason, String place) {
    boolean covers(String fullId) {
      String pattern =
          Pattern.compile("*", Pattern.LITERAL)
              .splitAsStream(id + "\0")
              .map(part -> Pattern.quote(part.replace("\0", "")))
              .collect(Collectors.joining(".*"));
      return fullId.matches(pattern) || fullId.matches(pattern + "/.*");
    }
  }

  private final Path file;
  private final List<Entry> entries;

  private Deviations(Path file, List<Entry> entries) {
    this.file = file;
    this.entries = entries;
  }

  /// Reads a list of `{id, reason, link}`.
  ///
  /// @throws InputException for whatever is wrong with it, with file and line
  public static Deviations read(Path file) {
    var entries = new ArrayList<Entry>();
    for (YamlMapping entry : YamlFile.read(file).mappings(KEYS)) {
      String id = entry.required("id");
      if (entries.stream().anyMatch(known -> known.id().equals(id))) {
        throw entry.error("id", "“" + id + "” stands in this list twice");
      }
      String link = entry.text("link").map(each -> " (" + each + ")").orElse("");
      entries.add(new Entry(id, entry.required("reason") + link, entry.place()));
    }
    return new Deviations(file, entries);
  }

  /// Complains of an entry that matches no spec.
  ///
  /// @throws InputException that names the nearest one
  public void requireKnown(Collection<String> fullIds) {
    for (Entry entry : entries) {
      if (fullIds.stream().noneMatch(entry::covers)) {
        throw new InputException(
            entry.place()
                + ": no spec has the id “"
                + entry.id()
                + "”"
                + DidYouMean.hint(entry.id(), fullIds)
                + "; remove it or mend it in "
                + file);
      }
    }
  }

  /// Why a result is known to be broken, when it is.
  public Optional<String> reasonFor(String fullId) {
    return entries.stream().filter(entry -> entry.covers(fullId)).map(Entry::reason).findFirst();
  }
}
