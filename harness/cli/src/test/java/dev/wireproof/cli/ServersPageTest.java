package dev.wireproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The page about real servers is made of what the runs left on disk.
class ServersPageTest {

  @TempDir private Path folder = Path.of("");

  private void judge(String name, String target) throws IOException {
    Path of = Files.createDirectories(folder.resolve(name));
    Files.writeString(of.resolve("title.txt"), name + " 1.2\n");
    Path run = of.resolve("run-1");
    Said.by("run", "-t", target, "http1.host.*", "--out", run.toString());
    Path scripts = of.resolve("by-hand");
    Said.by("reproduce", run.resolve("results.jsonl").toString(), scripts.toString());
  }

  @Test
  void aFailureStandsWithItsSectionItsCommandAndWhatItShowedByHand() throws IOException {
    judge("Good", "reference:http1");
    judge("Bad", "reference:http1:host-not-required");
    Path script = folder.resolve("Bad/by-hand/http1.host.missing.sh");
    String command = Files.readString(script).strip();
    Files.writeString(Path.of(script + ".out"), "HTTP/1.1 200 OK\r\nDate: x\r\n\r\n");
    Files.writeString(Path.of(script + ".ms"), "3004\n");
    Said said = Said.by("servers-page", folder.toString());
    assertThat(said.code()).as(said.toString()).isZero();
    assertThat(said.out())
        .contains("| spec | level | Bad | Good |")
        .contains("| `http1.host.missing` | MUST | **✗** | ✓ |")
        .contains("[RFC 9112 §3.2](https://www.rfc-editor.org/rfc/rfc9112#section-3.2)")
        .contains("| HTTP/1.1 200 OK | `HTTP/1.1 200 OK`, stayed open |")
        .contains("```sh\n" + command + "\n```")
        .containsPattern("\\| Good 1.2 \\| 1 \\| \\d+ \\| none \\| none \\|");
    assertThat(command).startsWith("printf 'GET / HTTP/1.1").contains("| nc -w 3 127.0.0.1");
  }

  @Test
  void aFolderWithoutResultsIsTold() {
    Said said = Said.by("servers-page", folder.toString());
    assertThat(said.code()).isEqualTo(2);
    assertThat(said.err()).contains("holds no judged servers");
  }
}
