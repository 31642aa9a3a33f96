package dev.wireproof.engine.targets.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;

/// A directory that a started server may fill: empty at the start of a run, kept over restarts,
/// gone afterwards. Links in it are removed, never followed.
public final class StateDirectory {

  private final Path path;

  private StateDirectory(Path path) {
    this.path = path;
  }

  public static StateDirectory create() {
    try {
      return new StateDirectory(Files.createTempDirectory("wireproof-state-"));
    } catch (IOException e) {
      throw new UncheckedIOException("no directory for the server's state", e);
    }
  }

  public Path path() {
    return path;
  }

  public void delete() {
    try {
      Files.walkFileTree(path, new Remover());
    } catch (IOException _) {
      // the server may have taken away our right to it; the temporary directory is not ours to
      // force
    }
  }

  private static final class Remover extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.delete(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path folder, @Nullable IOException failed)
        throws IOException {
      Files.delete(folder);
      return FileVisitResult.CONTINUE;
    }
  }
}
