package dev.wireproof.engine.result;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The results of one run, one line each, written as they fall: each line is handed to the
/// operating system whole, so nothing that was judged is lost when the process is killed. Safe for
/// use by several threads.
public final class ResultLog implements AutoCloseable {

  private final OutputStream out;

  private ResultLog(OutputStream out) {
    this.out = out;
  }

  /// Begins a log; what stood in the file belonged to another run and is gone.
  public static ResultLog create(Path file) throws IOException {
    Path folder = file.toAbsolutePath().getParent();
    if (folder != null) {
      Files.createDirectories(folder);
    }
    return new ResultLog(Files.newOutputStream(file));
  }

  public void add(Result result) {
    byte[] line = (ResultJson.line(result) + "\n").getBytes(StandardCharsets.US_ASCII);
    try {
      synchronized (out) {
        out.write(line);
      }
    } catch (IOException failed) {
      throw new UncheckedIOException("the results cannot be written", failed);
    }
  }

  @Override
  public void close() throws IOException {
    out.close();
  }

  /// What a log holds.
  ///
  /// @param problems one line for each line of the file that could not be read, such as the last
  ///   one when the disk was full
  public record Content(List<Result> results, List<String> problems) {
    public Content {
      results = List.copyOf(results);
      problems = List.copyOf(problems);
    }
  }

  public static Content read(Path file) throws IOException {
    var results = new ArrayList<Result>();
    var problems = new ArrayList<String>();
    try (var in =
        new BufferedReader(
            new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
      int number = 1;
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        try {
          results.add(ResultJson.parse(line));
        } catch (IllegalArgumentException broken) {
          problems.add("line " + number + ": " + broken.getMessage());
        }
        number++;
      }
    }
    return new Content(results, problems);
  }
}
