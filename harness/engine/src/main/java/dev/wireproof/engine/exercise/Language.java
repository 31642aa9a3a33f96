package dev.wireproof.engine.exercise;

import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// A language that exercises have starters in, with its standard library and nothing else.
public enum Language {
  JAVA(List.of("java", "Main.java")),
  PYTHON(List.of("python3", "server.py")),
  NODE(List.of("node", "server.js")),
  // `go run` would not pass SIGTERM on to the program
  GO(List.of("sh", "-c", "go build -o server main.go && exec ./server"));

  private final List<String> start;

  Language(List<String> start) {
    this.start = start;
  }

  /// Also the name of the starter's folder.
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The command that starts a server in this language, in its own folder.
  public List<String> start() {
    return start;
  }

  /// The command as a list in YAML.
  String startAsYaml() {
    return start.stream()
        .map(word -> word.contains(" ") ? "\"" + word + "\"" : word)
        .collect(Collectors.joining(", ", "[", "]"));
  }

  /// The language of that name.
  ///
  /// @throws InputException when there is none
  public static Language of(String name) {
    List<String> known = Arrays.stream(values()).map(Language::slug).toList();
    return Arrays.stream(values())
        .filter(each -> each.slug().equals(name))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "there are no starters in “"
                    + name
                    + "”"
                    + DidYouMean.hint(name, known)
                    + "; there are "
                    + String.join(", ", known)));
  }
}
