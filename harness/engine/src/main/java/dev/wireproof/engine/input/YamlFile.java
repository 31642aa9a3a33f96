package dev.wireproof.engine.input;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A YAML file as nodes that know their lines.
public final class YamlFile {

  private static final int MOST_OCTETS = 1 << 20;

  private final Path file;
  private final Node root;

  private YamlFile(Path file, Node root) {
    this.file = file;
    this.root = root;
  }

  /// Reads a file that holds one document.
  ///
  /// @throws InputException when it cannot be read, is too large, is empty, or is no YAML
  public static YamlFile read(Path file) {
    try {
      if (Files.size(file) > MOST_OCTETS) {
        throw new InputException(file + " is larger than " + MOST_OCTETS + " octets");
      }
      String text = Files.readString(file, StandardCharsets.UTF_8);
      Optional<Node> root =
          new Compose(LoadSettings.builder().setLabel(file.toString()).build()).composeString(text);
      return new YamlFile(file, root.orElseThrow(() -> new InputException(file + " is empty")));
    } catch (MarkedYamlEngineException e) {
      throw new InputException(where(file, e.getProblemMark()) + ": " + problem(e));
    } catch (YamlEngineException e) {
      throw new InputException(file + " is no YAML: " + firstLine(String.valueOf(e.getMessage())));
    } catch (IOException e) {
      throw new InputException(
          "cannot read " + file + ": " + firstLine(String.valueOf(e.getMessage())));
    }
  }

  private static String problem(MarkedYamlEngineException e) {
    String what = e.getProblem() == null ? String.valueOf(e.getMessage()) : e.getProblem();
    return "no valid YAML: " + firstLine(what);
  }

  private static String firstLine(String text) {
    return text.lines().findFirst().orElse("");
  }

  /// The document as a mapping with nothing but known keys.
  public YamlMapping mapping(Collection<String> knownKeys) {
    return YamlMapping.of(this, root, knownKeys);
  }

  /// The document as a list of mappings with nothing but known keys.
  public List<YamlMapping> mappings(Collection<String> knownKeys) {
    if (!(root instanceof SequenceNode list)) {
      throw error(root, "expected a list here: “- id: …”");
    }
    return list.getValue().stream().map(each -> YamlMapping.of(this, each, knownKeys)).toList();
  }

  String place(Node node) {
    return where(file, node.getStartMark());
  }

  InputException error(Node at, String problem) {
    return new InputException(where(file, at.getStartMark()) + ": " + problem);
  }

  private static String where(Path file, Optional<Mark> mark) {
    return mark.map(each -> file + ":" + (each.getLine() + 1) + ":" + (each.getColumn() + 1))
        .orElse(file.toString());
  }
}
