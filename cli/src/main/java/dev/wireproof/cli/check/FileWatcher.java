package dev.wireproof.cli.check;

import dev.wireproof.engine.input.InputException;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/// Notices the changes that a person makes in a folder: what a check itself writes there (a
/// compiled program, a log, a report) is not one.
public final class FileWatcher implements AutoCloseable {

  private static final Set<String> NOBODY_EDITS =
      Set.of("__pycache__", "node_modules", "target", "build", "wireproof-report");
  private static final long LULL_MILLIS = 150;

  private final Path folder;
  private final Path reports;
  private final WatchService watcher;
  private final Set<Path> watched = new HashSet<>();

  /// What checks wrote, by their own doing.
  private final Set<Path> made = new HashSet<>();

  private Map<Path, String> seen = Map.of();

  /// Watches a folder and those below it.
  ///
  /// @param reports where the harness writes
  public FileWatcher(Path folder, Path reports) throws IOException {
    this.folder = folder.toAbsolutePath().normalize();
    this.reports = reports.toAbsolutePath().normalize();
    this.watcher = this.folder.getFileSystem().newWatchService();
  }

  /// Something that may write files.
  @FunctionalInterface
  public interface Work {
    void run() throws IOException;
  }

  /// Does some work, whose own writing is no change. A file that was there before and is changed
  /// meanwhile counts as edited, unless it was changed in the same way the first time.
  public void during(Work work) throws IOException {
    boolean first = seen.isEmpty();
    Map<Path, String> before = snapshot();
    work.run();
    Map<Path, String> after = snapshot();
    for (Map.Entry<Path, String> entry : after.entrySet()) {
      String was = before.get(entry.getKey());
      if (was == null || (first && !was.equals(entry.getValue()))) {
        made.add(entry.getKey());
      }
    }
    // what was edited meanwhile differs from what the work saw
    seen = new HashMap<>(after);
    for (Map.Entry<Path, String> entry : before.entrySet()) {
      if (!made.contains(entry.getKey())) {
        seen.put(entry.getKey(), entry.getValue());
      }
    }
  }

  /// Waits until something has changed and then has been quiet for a moment.
  public void await() {
    try {
      while (!hasChanged()) {
        take(watcher.take());
        for (WatchKey key = poll(); key != null; key = poll()) {
          take(key);
        }
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
      throw new InputException("interrupted");
    }
  }

  private WatchKey poll() throws InterruptedException {
    return watcher.poll(LULL_MILLIS, TimeUnit.MILLISECONDS);
  }

  private static void take(WatchKey key) {
    key.pollEvents();
    key.reset();
  }

  private boolean hasChanged() {
    Map<Path, String> now = snapshot();
    boolean changed =
        !now.keySet().equals(seen.keySet())
            || now.entrySet().stream()
                .anyMatch(entry -> !entry.getValue().equals(seen.get(entry.getKey())));
    if (changed) {
      seen = now;
    }
    return changed;
  }

  /// Size and time of each file that a person may edit.
  private Map<Path, String> snapshot() {
    var files = new HashMap<Path, String>();
    try {
      Files.walkFileTree(
          folder,
          new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path path, BasicFileAttributes attributes)
                throws IOException {
              if (isNobodys(path)) {
                return FileVisitResult.SKIP_SUBTREE;
              }
              watch(path);
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
              if (!isHidden(file)) {
                files.put(file, attributes.size() + " " + attributes.lastModifiedTime());
              }
              return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException gone) {
              return FileVisitResult.CONTINUE;
            }
          });
    } catch (IOException e) {
      throw new InputException("cannot watch " + folder + ": " + e.getMessage());
    }
    return files;
  }

  private boolean isNobodys(Path path) {
    return !path.equals(folder)
        && (isHidden(path)
            || path.equals(reports)
            || NOBODY_EDITS.contains(path.getFileName().toString()));
  }

  private static boolean isHidden(Path path) {
    return path.getFileName().toString().startsWith(".");
  }

  private void watch(Path path) throws IOException {
    if (watched.add(path)) {
      path.register(
          watcher,
          StandardWatchEventKinds.ENTRY_CREATE,
          StandardWatchEventKinds.ENTRY_DELETE,
          StandardWatchEventKinds.ENTRY_MODIFY);
    }
  }

  @Override
  public void close() throws IOException {
    watcher.close();
  }
}
