package dev.wireproof.verification.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.wireproof.engine.catalogue.Topics;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.targets.file.TargetFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// What the published contract says of `wireproof.yaml` is what the reader of the file takes.
class ContractPageTest {

  private static final Path PAGE = Path.of("..", "exercises", "CONTRACT.md");
  private static final Pattern LIMIT =
      Pattern.compile("(?m)^\\| `([a-z-]+)` \\| (duration|count|octets) \\|");
  private static final Pattern CLAIM =
      Pattern.compile("(?m)^\\| \\[[A-L]]\\(#[a-z-]+\\) \\| `([a-z0-9-]+)`");
  private static final Pattern KEY = Pattern.compile("(?m)^\\| `([a-z-]+)` \\|");
  private static final Pattern EXAMPLE = Pattern.compile("(?s)```yaml\n(.*?)```");

  @TempDir private Path directory;

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }

  private Path file(String yaml) throws IOException {
    return Files.writeString(directory.resolve("wireproof.yaml"), yaml);
  }

  private static List<String> all(Pattern pattern, String text) {
    return pattern.matcher(text).results().map(result -> result.group(1)).toList();
  }

  @Test
  void theLimitsAreThoseOfThePage() throws IOException {
    var limits = new TreeMap<String, String>();
    Matcher row = LIMIT.matcher(page());
    while (row.find()) {
      limits.put(row.group(1), row.group(2).equals("duration") ? "2s" : "2");
    }
    assertThat(read(limits).limits()).containsExactlyInAnyOrderEntriesOf(limits).isNotEmpty();

    limits.put("no-such", "2");
    assertThatThrownBy(() -> read(limits))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith(
            "there are "
                + String.join(
                    ", ", limits.keySet().stream().filter(key -> !key.equals("no-such")).toList()));
  }

  private TargetFile read(Map<String, String> limits) throws IOException {
    var yaml = new StringBuilder("wireproof: 1\nstart: [./run.sh]\nlimits:\n");
    limits.forEach((key, value) -> yaml.append("  %s: %s\n".formatted(key, value)));
    return TargetFile.read(file(yaml.toString()));
  }

  @Test
  void theKeysAreThoseOfThePage() throws IOException {
    String table = page().split("## The target\n", 2)[1].split("### Limits", 2)[0];
    List<String> keys = all(KEY, table);
    assertThat(keys).isNotEmpty();
    assertThatThrownBy(() -> TargetFile.read(file("no-such: 1\n")))
        .isInstanceOf(InputException.class)
        .hasMessageEndingWith("there are " + String.join(", ", keys));
  }

  @Test
  void everySectionsClaimCanBeClaimed() throws IOException {
    assertThat(all(CLAIM, page())).hasSize(12).allMatch(claim -> Topics.of(claim).isPresent());
  }

  @Test
  void theExamplesCanBeRead() throws IOException {
    List<String> examples = all(EXAMPLE, page());
    assertThat(examples).isNotEmpty();
    for (String example : examples) {
      assertThat(TargetFile.read(file(example)).claims()).isNotEmpty();
    }
  }
}
