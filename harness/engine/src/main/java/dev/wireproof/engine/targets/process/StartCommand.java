package dev.wireproof.engine.targets.process;

import dev.wireproof.engine.input.InputException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The command that starts a server.
///
/// @param directory where it is run
/// @param words program and arguments, for no shell
record StartCommand(Path directory, List<String> words) {

  /// Where nothing listens (the discard port).
  private static final String NOBODY = "://127.0.0.1:9";

  private static final boolean HAS_SETSID = ProcessTools.isOnPath("setsid");

  /// Whether it gets a session of its own.
  static boolean hasSession() {
    return HAS_SETSID;
  }

  /// As it is executed.
  List<String> argv() {
    return HAS_SETSID ? ProcessTools.prepend("setsid", words) : words;
  }

  /// Requires that there is such a program: setsid would say so only on its standard error.
  ///
  /// @throws InputException when there is none
  void require() {
    String program = words.getFirst();
    Path path = directory.resolve(program);
    if (!program.contains("/")) {
      if (!ProcessTools.isOnPath(program)) {
        throw cannotStart(
            "no such program in the folders of PATH; install it, or write ./"
                + program
                + " if it is in this folder");
      }
    } else if (!Files.isRegularFile(path)) {
      throw cannotStart("no such program; is it built, and its name right?");
    } else if (!Files.isExecutable(path)) {
      throw cannotStart("it is not executable; chmod +x " + path.normalize() + " makes it so");
    }
  }

  private InputException cannotStart(String why) {
    return new InputException(
        "cannot start “" + words.getFirst() + "” in " + directory + ": " + why);
  }

  /// A line for a shell that starts the same by hand, with nothing behind it.
  ///
  /// @param backends by the variables that name them, what a harness has behind it
  String byHand(String host, int port, Map<String, URI> backends) {
    String command = words.stream().map(StartCommand::quoted).collect(Collectors.joining(" "));
    String behind =
        backends.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(each -> " " + each.getKey() + "=" + each.getValue().getScheme() + NOBODY)
            .collect(Collectors.joining());
    return "(cd %s && HOST=%s PORT=%d STATE_DIR=$(mktemp -d) SECRET=secret INSTANCE=a%s %s)"
        .formatted(quoted(directory.toString()), host, port, behind, command);
  }

  private static String quoted(String word) {
    return word.matches("[\\w./:=@%+-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
  }
}
