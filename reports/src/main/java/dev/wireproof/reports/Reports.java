package dev.wireproof.reports;

import dev.wireproof.engine.result.Result;
import dev.wireproof.engine.result.RunInfo;
import dev.wireproof.engine.result.RunJson;
import dev.wireproof.reports.matrix.MatrixHtml;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// All that a run leaves in its folder beside the log of its results.
public final class Reports {

  private Reports() {}

  /// Writes `summary.json`, `junit.xml`, `summary.md` and `matrix.html`, in place of those of the
  /// run before.
  public static void write(Path folder, RunInfo run, List<Result> results, Explainer explainer)
      throws IOException {
    Files.createDirectories(folder);
    try (Writer out = Files.newBufferedWriter(folder.resolve("summary.json"))) {
      RunJson.write(out, run, results, false);
    }
    Files.writeString(folder.resolve("junit.xml"), JunitXml.render(run, results, explainer));
    Files.writeString(folder.resolve("summary.md"), SummaryMarkdown.render(run, results));
    Files.writeString(folder.resolve("matrix.html"), MatrixHtml.render(run, results, explainer));
  }
}
