package dev.wireproof.cli.options;

import dev.wireproof.engine.catalogue.Course;
import dev.wireproof.engine.catalogue.SpecCatalogue;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// Whose lectures the specs are told to belong to.
public final class CourseOption {

  @Option(
      names = "--course",
      paramLabel = "FILE",
      description = "Lectures of another course: lines such as http1.host.* = 3, 5.")
  private @Nullable Path course;

  /// The specs, with the lectures of that course.
  public SpecCatalogue catalogue() {
    return course == null ? SpecCatalogue.load() : SpecCatalogue.load(Course.read(course));
  }
}
