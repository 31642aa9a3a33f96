package dev.wireproof.reports;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.result.Result;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportsTest {

  @Test
  void aRunLeavesItsReportsAndReplacesThoseBefore(@TempDir Path folder) throws Exception {
    Path out = folder.resolve("not/yet/there");
    List<Result> results = Samples.results();
    Reports.write(out, Samples.run(results), results, Samples.EXPLAINER);
    List<Result> fewer = results.subList(0, 1);
    Reports.write(out, Samples.run(fewer), fewer, Samples.EXPLAINER);

    try (var files = Files.list(out)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("summary.json", "junit.xml", "summary.md", "matrix.html");
    }
    assertThat(JSON.std.mapFrom(Files.readString(out.resolve("summary.json"))).get("results"))
        .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.LIST)
        .hasSize(1);
    assertThat(Files.readString(out.resolve("junit.xml"))).doesNotContain("websocket");
  }
}
