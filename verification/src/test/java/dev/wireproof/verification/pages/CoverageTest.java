package dev.wireproof.verification.pages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.References;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// `docs/coverage.md` is what the specs and faults are; `-Dupdate` writes it anew.
class CoverageTest {

  private static final Path PAGE = Path.of("..", "docs", "coverage.md");

  @Test
  void thePageOfCoverageIsUpToDate() throws IOException {
    String page = render();
    if (System.getProperty("update") != null) {
      Files.writeString(PAGE, page);
    }
    assertThat(Files.readString(PAGE)).as("mvn verify -Dupdate writes it anew").isEqualTo(page);
  }

  private static String render() {
    var page = new StringBuilder("# Coverage\n\nGenerated from the specs and the faults.\n");
    SpecCatalogue catalogue = SpecCatalogue.load();
    catalogue
        .topics()
        .forEach(topic -> {
          page.append("\n## ").append(topic.title()).append("\n\n");
          page.append("| id | level | source | claim | proves | lectures | killed by |\n");
          page.append("| --- | --- | --- | --- | --- | --- | --- |\n");
          catalogue.all().stream()
              .filter(spec -> spec.topic().equals(topic))
              .forEach(spec -> page.append(row(spec)));
        });
    return page.toString();
  }

  /// A page of this tree is found from the page's own folder.
  private static String fromHere(String link) {
    return link.contains("://") ? link : "../" + link;
  }

  private static String row(SpecInfo spec) {
    var about = spec.about();
    String rows = spec.rows().isEmpty() ? "" : " (" + spec.rows().size() + " rows)";
    String source =
        about.link().isEmpty()
            ? about.source()
            : "[" + about.source() + "](" + fromHere(about.link()) + ")";
    return "| %s%s | %s | %s | %s | %s | %s | %s |%n"
        .formatted(
            about.id(),
            rows,
            about.level(),
            source,
            about.claim(),
            about.properties().stream().map(Property::slug).collect(Collectors.joining(", ")),
            about.lectures().stream().map(String::valueOf).collect(Collectors.joining(", ")),
            References.all().stream()
                .flatMap(reference -> reference.faults().stream())
                .filter(fault -> fault.isNoticedBy(about.id()))
                .map(Fault::id)
                .sorted()
                .collect(Collectors.joining(", ")));
  }
}
