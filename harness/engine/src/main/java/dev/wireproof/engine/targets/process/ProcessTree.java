package dev.wireproof.engine.targets.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

/// All processes that come from one start, however they detached themselves: they inherit a mark in
/// their environment, which `/proc` shows, and the session of the first of them, in which those
/// stay that wrote over their environment (to change the name that `ps` shows). Where there is no
/// `/proc`, the descendants that are still attached.
final class ProcessTree {

  static final String MARK = "WIREPROOF_KIN";
  private static final Path PROC = Path.of("/proc");
  private static final int ROUNDS = 20;
  private static final long NONE = -1;
  private static final int SESSION = 3;

  private static final AtomicLong COUNTER = new AtomicLong();

  private final String mark;
  private volatile long session = NONE;

  private ProcessTree(String mark) {
    this.mark = mark;
  }

  /// With a mark that no other tree of any harness on this machine has.
  static ProcessTree marked() {
    return new ProcessTree(
        "%d-%d-%d"
            .formatted(
                ProcessHandle.current().pid(), System.nanoTime(), COUNTER.incrementAndGet()));
  }

  void mark(Map<String, String> environment) {
    environment.put(MARK, mark);
  }

  /// The entry as it stands in an environment.
  String entry() {
    return MARK + "=" + mark;
  }

  /// The session that they begin in.
  ///
  /// @param leader its first process
  void leadBy(long leader) {
    session = leader;
  }

  /// Those that are alive; zombies are not.
  List<ProcessHandle> alive() {
    if (!Files.isDirectory(PROC.resolve("self"))) {
      return ProcessHandle.current().descendants().filter(ProcessHandle::isAlive).toList();
    }
    try (Stream<Path> folders = Files.list(PROC)) {
      return folders
          .map(folder -> folder.getFileName().toString())
          .filter(name -> name.matches("\\d+"))
          .filter(pid -> isMarked(pid) || isInSession(pid))
          .flatMap(pid -> ProcessHandle.of(Long.parseLong(pid)).stream())
          .filter(ProcessHandle::isAlive)
          .toList();
    } catch (IOException _) {
      return List.of();
    }
  }

  private boolean isMarked(String pid) {
    try {
      byte[] environment = Files.readAllBytes(PROC.resolve(pid).resolve("environ"));
      String text = "\0" + new String(environment, StandardCharsets.ISO_8859_1);
      return text.contains("\0" + entry() + "\0");
    } catch (IOException _) {
      return false; // it ended, or it is somebody else's
    }
  }

  private boolean isInSession(String pid) {
    if (session == NONE) {
      return false;
    }
    try {
      String stat = Files.readString(PROC.resolve(pid).resolve("stat"));
      // the name in parentheses may hold blanks
      String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
      return fields[SESSION].equals(Long.toString(session));
    } catch (IOException _) {
      return false; // it ended
    }
  }

  /// Ends all of them at once (SIGKILL), and those that they started meanwhile.
  void endAll() {
    for (int round = 0; round < ROUNDS; round++) {
      List<ProcessHandle> left = alive();
      if (left.isEmpty()) {
        return;
      }
      left.forEach(ProcessHandle::destroyForcibly);
      left.forEach(each -> awaitEnd(each, Duration.ofMillis(500)));
    }
  }

  private static void awaitEnd(ProcessHandle process, Duration within) {
    process.onExit().completeOnTimeout(process, within.toMillis(), TimeUnit.MILLISECONDS).join();
  }
}
