package dev.wireproof.engine.result;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.input.InputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A run that was kept on disk: a `results.jsonl`, a `summary.json`, or what `run --format json`
/// printed.
///
/// @param name the target as the file names it, else the file
public record SavedRun(String name, List<Result> results) {

  public SavedRun {
    results = List.copyOf(results);
  }

  /// Reads any of the three.
  ///
  /// @throws InputException when it cannot be read, or holds no results
  public static SavedRun read(Path file) {
    SavedRun run = parse(file, text(file));
    if (run.results.isEmpty()) {
      throw new InputException(file + " holds no results");
    }
    return run;
  }

  private static String text(Path file) {
    try {
      return Files.readString(file, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new InputException(file + " cannot be read: " + e.getMessage());
    }
  }

  /// A whole run spans lines; a log has an object in each.
  private static SavedRun parse(Path file, String text) {
    String first = text.lines().findFirst().orElse("");
    return first.contains("\"schema\"") ? document(file, text) : log(file, text);
  }

  private static SavedRun document(Path file, String text) {
    try {
      Map<String, Object> run = JSON.std.mapFrom(text);
      if (!(run.get("results") instanceof List<?> results)) {
        throw new InputException(file + ": there is no list “results” in it");
      }
      return new SavedRun(
          String.valueOf(run.getOrDefault("target", file)),
          results.stream().map(each -> ResultReader.of((Map<?, ?>) each)).toList());
    } catch (IOException | ClassCastException | IllegalArgumentException e) {
      throw new InputException(file + " is not what a run writes: " + firstLine(e));
    }
  }

  private static SavedRun log(Path file, String text) {
    List<String> lines = text.lines().toList();
    var results = new ArrayList<Result>();
    for (int i = 0; i < lines.size(); i++) {
      try {
        results.add(ResultReader.parse(lines.get(i)));
      } catch (IllegalArgumentException e) {
        throw new InputException(file + ":" + (i + 1) + ": no result of a run: " + firstLine(e));
      }
    }
    return new SavedRun(file.toString(), results);
  }

  private static String firstLine(Exception e) {
    return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
  }
}
