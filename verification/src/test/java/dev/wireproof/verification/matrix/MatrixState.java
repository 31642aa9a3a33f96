package dev.wireproof.verification.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.schema.FailsafeSchema;

/// From which sources the whole cross product of each topic was last green: a file of the tree that
/// only a green judgement of all of a topic writes.
///
/// @param topics by slug
record MatrixState(Map<String, TopicState> topics) {

  /// Where it stands, seen from this module.
  static final Path FILE = Path.of("matrix-state.yaml");

  private static final String HEADER =
      """
      # Written by `mvn -Pmatrix verify`, never by hand: from which sources every fault of a topic was
      # last judged by every spec of it, without complaint.
      """;

  /// Digests may look like numbers.
  private static final LoadSettings SETTINGS =
      LoadSettings.builder().setSchema(new FailsafeSchema()).build();

  MatrixState {
    topics = Map.copyOf(topics);
  }

  /// What a file tells; without it, that nothing was ever judged.
  static MatrixState read(Path file) {
    if (!Files.exists(file)) {
      return new MatrixState(Map.of());
    }
    var topics = new LinkedHashMap<String, TopicState>();
    if (new Load(SETTINGS).loadFromString(text(file)) instanceof Map<?, ?> all) {
      all.forEach((slug, state) -> topics.put(slug.toString(), TopicState.of((Map<?, ?>) state)));
    }
    return new MatrixState(topics);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Optional<TopicState> of(String slug) {
    return Optional.ofNullable(topics.get(slug));
  }

  /// The same with topics that were judged anew.
  MatrixState with(Map<String, TopicState> anew) {
    var both = new TreeMap<>(topics);
    both.putAll(anew);
    return new MatrixState(both);
  }

  void write(Path file) {
    var maps = new TreeMap<String, Object>();
    topics.forEach((slug, state) -> maps.put(slug, state.toMap()));
    var settings =
        DumpSettings.builder()
            .setDefaultFlowStyle(FlowStyle.BLOCK)
            .setDefaultScalarStyle(ScalarStyle.PLAIN)
            .build();
    try {
      Files.writeString(file, HEADER + new Dump(settings).dumpToString(maps));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
