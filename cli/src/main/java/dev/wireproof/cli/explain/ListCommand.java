package dev.wireproof.cli.explain;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.cli.options.CourseOption;
import dev.wireproof.cli.options.Format;
import dev.wireproof.cli.options.SelectionOptions;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.catalogue.SpecInfo;
import dev.wireproof.engine.spec.About;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Property;
import dev.wireproof.engine.spec.Safety;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `wireproof list`.
@Command(
    name = "list",
    mixinStandardHelpOptions = true,
    description = "Lists specs with level, source and claim; the rows of tables too.")
public final class ListCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();
  @Mixin private CourseOption course = new CourseOption();
  @Mixin private SelectionOptions selection = new SelectionOptions();

  @Option(
      names = "--format",
      defaultValue = "console",
      description = "console or json (default: ${DEFAULT-VALUE}).")
  private Format format = Format.CONSOLE;

  @Override
  public Integer call() throws IOException {
    SpecCatalogue catalogue = course.catalogue();
    var chosen = selection.selection(catalogue);
    List<About> rows =
        catalogue.all().stream()
            .filter(chosen::includes)
            .flatMap(spec ->
                rows(spec)
                    .filter(row -> row.isEmpty() || chosen.includes(spec, row.get()))
                    .map(spec::about))
            .toList();
    PrintWriter out = command.commandLine().getOut();
    if (format == Format.JSON) {
      out.println(JSON.std.asString(rows.stream().map(ListCommand::json).toList()));
    } else {
      rows.forEach(row -> out.println(line(row)));
      out.println(rows.size() + " in all");
    }
    out.flush();
    return 0;
  }

  private static Stream<Optional<Case>> rows(SpecInfo spec) {
    return spec.rows().isEmpty()
        ? Stream.of(Optional.empty())
        : spec.rows().stream().map(Optional::of);
  }

  private static String line(About about) {
    return "%-56s %-8s %-18s %s"
        .formatted(about.fullId(), about.level(), about.source(), about.claim());
  }

  private static Map<String, Object> json(About about) {
    var json = new LinkedHashMap<String, Object>();
    json.put("id", about.id());
    about.row().ifPresent(row -> json.put("case", row));
    json.put("claim", about.claim());
    json.put("level", about.level().name().toLowerCase(Locale.ROOT));
    json.put("topic", about.topic().name());
    json.put("properties", about.properties().stream().map(Property::slug).toList());
    json.put("lectures", about.lectures());
    json.put("source", about.source());
    json.put("safety", about.safety().name().toLowerCase(Locale.ROOT));
    json.put("tier", about.safety() == Safety.LAB ? 1 : 0);
    return json;
  }
}
