package dev.wireproof.engine.input;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// A mapping of a [YamlFile] whose keys are known beforehand. Each getter complains with file, line
/// and column when what stands there is of another kind.
public final class YamlMapping {

  private final YamlFile file;
  private final Node node;
  private final Map<String, Node> values;

  private YamlMapping(YamlFile file, Node node, Map<String, Node> values) {
    this.file = file;
    this.node = node;
    this.values = values;
  }

  static YamlMapping of(YamlFile file, Node node, Collection<String> knownKeys) {
    var values = new LinkedHashMap<String, Node>();
    for (NodeTuple tuple : tuples(file, node)) {
      String key = scalar(file, tuple.getKeyNode(), "a key");
      if (!knownKeys.contains(key)) {
        throw file.error(
            tuple.getKeyNode(),
            "unknown key “"
                + key
                + "”"
                + DidYouMean.hint(key, knownKeys)
                + "; there are "
                + String.join(", ", knownKeys));
      }
      if (values.put(key, tuple.getValueNode()) != null) {
        throw file.error(tuple.getKeyNode(), "the key “" + key + "” stands here twice");
      }
    }
    return new YamlMapping(file, node, values);
  }

  private static List<NodeTuple> tuples(YamlFile file, Node node) {
    if (node instanceof MappingNode mapping) {
      return mapping.getValue();
    }
    throw file.error(node, "expected keys with values here");
  }

  private static String scalar(YamlFile file, Node node, String what) {
    if (node instanceof ScalarNode scalar) {
      return scalar.getValue();
    }
    throw file.error(node, "expected " + what + " here, not a list or a mapping");
  }

  public boolean has(String key) {
    return values.containsKey(key);
  }

  public Optional<String> text(String key) {
    return Optional.ofNullable(values.get(key)).map(value -> scalar(file, value, "one value"));
  }

  /// A text that must be there and not be blank.
  ///
  /// @throws InputException when it is not
  public String required(String key) {
    return text(key)
        .filter(value -> !value.isBlank())
        .orElseThrow(() -> file.error(values.getOrDefault(key, node), "“" + key + "” is missing"));
  }

  /// The texts of a list.
  public List<String> texts(String key) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof SequenceNode sequence)) {
      throw file.error(value, "“" + key + "” is a list: [first, second]");
    }
    var texts = new ArrayList<String>();
    sequence.getValue().forEach(each -> texts.add(scalar(file, each, "one value")));
    return texts;
  }

  /// A mapping of any keys to one value each.
  public Map<String, String> pairs(String key) {
    Node value = values.get(key);
    var pairs = new LinkedHashMap<String, String>();
    if (value != null) {
      for (NodeTuple tuple : tuples(file, value)) {
        String name = scalar(file, tuple.getKeyNode(), "a key");
        if (pairs.put(name, scalar(file, tuple.getValueNode(), "one value")) != null) {
          throw file.error(tuple.getKeyNode(), "the key “" + name + "” stands here twice");
        }
      }
    }
    return pairs;
  }

  /// The mappings of a list, each with nothing but known keys.
  public List<YamlMapping> mappings(String key, Collection<String> knownKeys) {
    Node value = values.get(key);
    if (value == null) {
      return List.of();
    }
    if (!(value instanceof SequenceNode sequence)) {
      throw file.error(value, "“" + key + "” is a list: each entry begins with “- ”");
    }
    return sequence.getValue().stream().map(each -> of(file, each, knownKeys)).toList();
  }

  /// A whole number within bounds.
  public Optional<Integer> number(String key, int least, int most) {
    return text(key)
        .map(value -> {
          if (value.matches("\\d{1,9}")
              && Integer.parseInt(value) >= least
              && Integer.parseInt(value) <= most) {
            return Integer.parseInt(value);
          }
          throw error(key, "is a number from " + least + " to " + most + ", not “" + value + "”");
        });
  }

  /// A duration such as `500ms`, `10s`, `2m`.
  public Optional<Duration> duration(String key) {
    return text(key)
        .map(value ->
            Durations.parse(value.strip())
                .orElseThrow(() ->
                    error(key, "is a duration such as 500ms, 10s or 2m, not “" + value + "”")));
  }

  /// `file:line:column` of the mapping.
  public String place() {
    return file.place(node);
  }

  /// What is wrong with the value of a key, with its place.
  public InputException error(String key, String problem) {
    return file.error(values.getOrDefault(key, node), "“" + key + "” " + problem);
  }

  /// What is wrong with an entry inside a list or mapping.
  public InputException errorIn(String key, String entry, String problem) {
    return file.error(find(values.getOrDefault(key, node), entry), problem);
  }

  private static Node find(Node in, String entry) {
    return switch (in) {
      case SequenceNode list ->
          list.getValue().stream()
              .filter(each -> each instanceof ScalarNode s && s.getValue().equals(entry))
              .findFirst()
              .orElse(in);
      case MappingNode mapping ->
          mapping.getValue().stream()
              .map(NodeTuple::getKeyNode)
              .filter(each -> each instanceof ScalarNode s && s.getValue().equals(entry))
              .findFirst()
              .orElse(in);
      default -> in;
    };
  }
}
