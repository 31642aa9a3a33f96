package dev.wireproof.engine.targets.file;

import dev.wireproof.engine.catalogue.LimitKeys;
import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.input.YamlFile;
import dev.wireproof.engine.input.YamlMapping;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.protocol.Ready;
import dev.wireproof.engine.targets.Claims;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What a `wireproof.yaml` says (the target contract, version 1).
///
/// @param start program and arguments, run in the file's directory; empty when `url` is given
/// @param url where it is running already
/// @param ready how to tell that it is up
/// @param limits its own promises, as written
/// @param instances how many may be started at once
/// @param exercise which exercise it is work for, by slug
public record TargetFile(
    String name,
    List<String> start,
    Optional<String> url,
    Ready ready,
    Duration readyWithin,
    Duration stopWithin,
    Map<String, String> claims,
    Map<String, String> endpoints,
    Map<String, String> limits,
    int instances,
    Optional<String> exercise) {

  private static final List<String> KEYS =
      List.of(
          "wireproof",
          "name",
          "start",
          "url",
          "ready",
          "ready-within",
          "stop-within",
          "claims",
          "endpoints",
          "limits",
          "instances",
          "exercise");

  /// Reads and checks a file.
  ///
  /// @throws InputException for whatever is wrong with it: file, line, column, what, and how to
  ///   mend it
  public static TargetFile read(Path file) {
    YamlMapping yaml = YamlFile.read(file).mapping(KEYS);
    if (!yaml.required("wireproof").equals("1")) {
      throw yaml.error("wireproof", "is the version of the contract, which is 1");
    }
    List<String> start = yaml.texts("start");
    if (start.isEmpty() == yaml.text("url").isEmpty()) {
      throw yaml.error(
          "start", "or “url”, one of them, tells where the server is: start: [./run.sh]");
    }
    return new TargetFile(
        yaml.text("name").orElseGet(() -> folderOf(file)),
        start,
        yaml.text("url").map(url -> requireUrl(yaml, url)),
        ready(yaml),
        yaml.duration("ready-within").orElse(Duration.ofSeconds(10)),
        yaml.duration("stop-within").orElse(Duration.ofSeconds(5)),
        claims(yaml),
        yaml.pairs("endpoints"),
        limits(yaml),
        yaml.number("instances", 1, 16).orElse(1),
        yaml.text("exercise"));
  }

  /// What a description claims, whatever else is missing in it.
  ///
  /// @throws InputException when it cannot be read
  public static List<String> claims(Path file) {
    return YamlFile.read(file).mapping(KEYS).texts("claims");
  }

  private static String folderOf(Path file) {
    Path folder = file.toAbsolutePath().normalize().getParent();
    Path name = folder == null ? null : folder.getFileName();
    return name == null ? "target" : name.toString();
  }

  private static String requireUrl(YamlMapping yaml, String url) {
    try {
      URI parsed = URI.create(url);
      if (parsed.getHost() != null && Protocols.schemes().containsKey(parsed.getScheme())) {
        return url;
      }
    } catch (IllegalArgumentException _) {
      // said below, with its line
    }
    throw yaml.error(
        "url",
        "is SCHEME://HOST:PORT, where SCHEME is "
            + DidYouMean.oneOf(List.copyOf(Protocols.schemes().keySet()))
            + ", not “"
            + url
            + "”");
  }

  private static Ready ready(YamlMapping yaml) {
    return yaml.text("ready")
        .map(text ->
            Protocols.ready(text)
                .orElseThrow(() ->
                    yaml.error(
                        "ready",
                        "is " + DidYouMean.oneOf(Protocols.readyNames()) + ", not “" + text + "”")))
        .orElseGet(Protocols::usualReady);
  }

  private static Map<String, String> claims(YamlMapping yaml) {
    var claims = new LinkedHashMap<String, String>();
    for (String claim : yaml.texts("claims")) {
      var entry =
          Claims.parse(claim)
              .orElseThrow(() -> yaml.errorIn("claims", claim, Claims.unknown(claim)));
      claims.put(entry.getKey(), entry.getValue());
    }
    return claims;
  }

  private static Map<String, String> limits(YamlMapping yaml) {
    Map<String, String> limits = yaml.pairs("limits");
    limits.forEach((key, value) ->
        LimitKeys.complaint(key, value)
            .ifPresent(complaint -> {
              throw yaml.errorIn("limits", key, complaint);
            }));
    return limits;
  }
}
