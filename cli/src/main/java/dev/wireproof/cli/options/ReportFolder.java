package dev.wireproof.cli.options;

import dev.wireproof.engine.explain.Explanations;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.ResultLog;
import dev.wireproof.engine.run.RunReport;
import dev.wireproof.reports.Reports;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/// Where one run leaves its files, or nowhere: a run is worth its verdicts without them.
public final class ReportFolder implements AutoCloseable {

  /// Where they go when nothing else is said.
  static final Path DEFAULT = Path.of("wireproof-report");

  private final Optional<Path> path;
  private final Optional<ResultLog> log;

  private ReportFolder(Optional<Path> path, Optional<ResultLog> log) {
    this.path = path;
    this.log = log;
  }

  /// The folder that was asked for, with a new log of results in it.
  ///
  /// @throws InputException when nothing can be written there
  public static ReportFolder at(Path path) {
    try {
      return begin(path);
    } catch (IOException failed) {
      throw new InputException(
          "reports cannot be written to "
              + path
              + ": "
              + why(failed)
              + "; --out takes another folder");
    }
  }

  /// The default folder or, where nothing can be written there, nowhere, which is said.
  static ReportFolder byDefault(PrintWriter err) {
    try {
      return begin(DEFAULT);
    } catch (IOException failed) {
      err.println(
          "wireproof: no reports, for %s cannot be written here: %s; --out takes another folder"
              .formatted(DEFAULT, why(failed)));
      return new ReportFolder(Optional.empty(), Optional.empty());
    }
  }

  private static ReportFolder begin(Path path) throws IOException {
    ResultLog log = ResultLog.create(path.resolve("results.jsonl"));
    return new ReportFolder(Optional.of(path), Optional.of(log));
  }

  private static String why(IOException failed) {
    return switch (failed) {
      case AccessDeniedException _ -> "permission denied";
      case FileAlreadyExistsException _ -> "there is a file of that name";
      case FileSystemException e when e.getReason() != null ->
          Objects.requireNonNull(e.getReason());
      default -> failed.toString();
    };
  }

  public Optional<Path> path() {
    return path;
  }

  /// Logs a result as it falls.
  public void add(Result result) {
    log.ifPresent(each -> each.add(result));
  }

  /// Writes what is made of the whole run.
  public void write(RunReport report) throws IOException {
    if (path.isPresent()) {
      Reports.write(path.get(), report.info(), report.results(), new Explanations()::of);
    }
  }

  @Override
  public void close() throws IOException {
    if (log.isPresent()) {
      log.get().close();
    }
  }
}
