package dev.wireproof.reports.compare;

import dev.wireproof.harness.result.Result;
import dev.wireproof.harness.result.SavedRun;
import dev.wireproof.harness.target.InputError;
import dev.wireproof.harness.verdict.Verdict.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// A server that was judged several times, and what its failures looked like without the harness.
///
/// @param title its name and version
/// @param runs all of it, in the order in which they were made
/// @param byHand what the printed command of a failure showed, by the full id of the spec
record JudgedServer(String title, List<SavedRun> runs, Map<String, Shown> byHand) {

  /// What a command printed, and how long it ran: `nc -w 3` goes on for three seconds where the
  /// server does not close.
  record Shown(String octets, long millis) {

    private static final long STAYED_OPEN = 2_900;

    boolean closed() {
      return millis < STAYED_OPEN;
    }
  }

  JudgedServer {
    runs = List.copyOf(runs);
    byHand = Map.copyOf(byHand);
  }

  /// Reads `title.txt`, `run-N/results.jsonl`, `by-hand/ID.sh.out` and `by-hand/ID.sh.ms`.
  ///
  /// @throws InputError when there is no such thing in it
  static JudgedServer read(Path folder) {
    try {
      String title = Files.readString(folder.resolve("title.txt")).strip();
      List<SavedRun> runs =
          Stream.iterate(1, n -> n + 1)
              .map(n -> folder.resolve("run-" + n + "/results.jsonl"))
              .takeWhile(Files::exists)
              .map(SavedRun::read)
              .toList();
      if (runs.isEmpty()) {
        throw new InputError(folder + " holds no run-1/results.jsonl");
      }
      return new JudgedServer(title, runs, byHand(folder, runs.getFirst()));
    } catch (IOException | NumberFormatException e) {
      throw new InputError(folder + " cannot be read: " + e.getMessage());
    }
  }

  private static Map<String, Shown> byHand(Path folder, SavedRun run) throws IOException {
    var byHand = new LinkedHashMap<String, Shown>();
    for (Result result : run.results()) {
      String script = folder.resolve("by-hand").resolve(scriptOf(result)).toString();
      if (Files.exists(Path.of(script + ".out")) && Files.exists(Path.of(script + ".ms"))) {
        byHand.put(
            result.fullId(),
            new Shown(
                Files.readString(Path.of(script + ".out"), StandardCharsets.ISO_8859_1),
                Long.parseLong(Files.readString(Path.of(script + ".ms")).strip())));
      }
    }
    return byHand;
  }

  /// The name of the file that holds the command of a result.
  static String scriptOf(Result result) {
    return result.fullId().replace('/', '_') + ".sh";
  }

  SavedRun first() {
    return runs.getFirst();
  }

  Optional<Result> result(String fullId) {
    return first().results().stream().filter(each -> each.fullId().equals(fullId)).findFirst();
  }

  long count(Kind kind) {
    return first().results().stream().filter(result -> result.is(kind)).count();
  }

  /// The specs whose verdict was not the same in all runs.
  List<String> unsteady() {
    return verdicts().entrySet().stream()
        .filter(each -> each.getValue().size() > 1)
        .map(Map.Entry::getKey)
        .toList();
  }

  /// The specs that conformed in one run and were violated in another.
  List<String> flips() {
    return verdicts().entrySet().stream()
        .filter(each -> each.getValue().containsAll(List.of(Kind.CONFORMS, Kind.VIOLATES)))
        .map(Map.Entry::getKey)
        .toList();
  }

  private Map<String, Set<Kind>> verdicts() {
    var verdicts = new LinkedHashMap<String, Set<Kind>>();
    runs.stream()
        .flatMap(run -> run.results().stream())
        .forEach(result ->
            result
                .verdict()
                .ifPresent(verdict ->
                    verdicts
                        .computeIfAbsent(result.fullId(), _ -> EnumSet.noneOf(Kind.class))
                        .add(verdict.kind())));
    return verdicts;
  }
}
