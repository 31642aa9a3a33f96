package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.input.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/// Which lectures of a course each rule belongs to. A teacher with another course brings a file:
/// lines of `id = 3, 5`, `topic.subject.* = 3` or `topic.* = 3`, of which the most exact wins.
public final class Course {

  /// The file that comes with the specs.
  private static final String BUILT_IN = "course/lectures.properties";

  private static final String PATTERN = "[a-z0-9-]+(\\.[a-z0-9-]+)*(\\.\\*)?";

  private final Map<String, List<Integer>> lectures;

  private Course(Map<String, List<Integer>> lectures) {
    this.lectures = lectures;
  }

  private static final class Holder {
    static final Course BUILT_IN_COURSE = builtIn();
  }

  /// The course that comes with the specs; one without lectures where none does.
  public static Course ofTheSpecs() {
    return Holder.BUILT_IN_COURSE;
  }

  private static Course builtIn() {
    try (InputStream in = Course.class.getClassLoader().getResourceAsStream(BUILT_IN)) {
      return in == null
          ? new Course(Map.of())
          : read(BUILT_IN, new InputStreamReader(in, StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + BUILT_IN, e);
    }
  }

  /// Reads a course file.
  ///
  /// @throws InputException when it cannot be read, or a line is none of the above
  public static Course read(Path file) {
    try (Reader in = Files.newBufferedReader(file)) {
      return read(file.toString(), in);
    } catch (IOException e) {
      throw new InputException("cannot read the course file " + file + ": " + e.getMessage());
    }
  }

  private static Course read(String name, Reader in) throws IOException {
    var lines = new Properties();
    try {
      lines.load(in);
    } catch (IllegalArgumentException e) {
      throw new InputException(name + ": " + e.getMessage());
    }
    return new Course(
        lines.stringPropertyNames().stream()
            .collect(
                Collectors.toMap(
                    pattern -> requirePattern(name, pattern),
                    pattern -> numbers(name, pattern, lines.getProperty(pattern)))));
  }

  private static String requirePattern(String name, String pattern) {
    if (!pattern.matches(PATTERN)) {
      throw new InputException(
          name + ": “" + pattern + "” is neither an id nor topic.subject.* nor topic.*");
    }
    return pattern;
  }

  private static List<Integer> numbers(String name, String pattern, String text) {
    if (!text.matches("\\s*\\d{1,4}\\s*(,\\s*\\d{1,4}\\s*)*")) {
      throw new InputException(
          name + ": " + pattern + " is a list of lectures such as 3, 5, not “" + text + "”");
    }
    return Arrays.stream(text.split(",")).map(String::strip).map(Integer::valueOf).toList();
  }

  /// The lectures of a rule, as the file orders them; none when no line is about it.
  public List<Integer> lecturesOf(String id) {
    List<Integer> exact = lectures.get(id);
    for (int dot = id.lastIndexOf('.');
        exact == null && dot > 0;
        dot = id.lastIndexOf('.', dot - 1)) {
      exact = lectures.get(id.substring(0, dot) + ".*");
    }
    return exact == null ? List.of() : exact;
  }
}
