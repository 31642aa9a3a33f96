package dev.wireproof.cli;

import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.targets.TargetOptions;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that say how to speak with a target, whatever names it.
class ConnectionOptions {

  @Option(
      names = "--path",
      paramLabel = "PATH",
      description = "What answers 200 with a body (default: /).")
  private @Nullable String path;

  @Option(names = "--host", paramLabel = "HOST", description = "Value of the Host field.")
  private @Nullable String host;

  @Option(
      names = "--header",
      paramLabel = "'NAME: VALUE'",
      description = "Goes with each request; may be repeated.")
  private List<String> headers = List.of();

  @Option(
      names = "--claim",
      split = ",",
      paramLabel = "SLUG[=ARG]",
      description = "What the target says it does, beyond its protocol.")
  private List<String> claims = List.of();

  @Option(names = "--insecure", description = "Take any certificate.")
  private boolean insecure;

  @Option(
      names = "--ca",
      paramLabel = "FILE",
      description = "Trust the certificates of this PEM file.")
  private @Nullable Path ca;

  @Option(
      names = "--upstream-port",
      paramLabel = "PORT",
      description = {
        "Where the harness's upstream listens, for a server that runs already",
        "and was started with UPSTREAM=http://127.0.0.1:PORT."
      })
  private @Nullable Integer upstreamPort;

  @Option(
      names = "--allow",
      paramLabel = "COST",
      description = {
        "The most that specs may cost the target: polite, load or lab",
        "(default: load on loopback, polite elsewhere, lab when started here)."
      })
  private @Nullable String allow;

  TargetOptions options() {
    return new TargetOptions(
        Optional.ofNullable(path),
        Optional.ofNullable(host),
        headers,
        claims,
        insecure,
        Optional.ofNullable(ca),
        Optional.ofNullable(upstreamPort),
        Optional.ofNullable(allow).filter(text -> !text.isBlank()).map(ConnectionOptions::safety));
  }

  private static Safety safety(String text) {
    List<String> known = Arrays.stream(Safety.values()).map(ConnectionOptions::name).toList();
    return Arrays.stream(Safety.values())
        .filter(each -> name(each).equals(text))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "--allow is polite, load or lab, not “"
                    + text
                    + "”"
                    + DidYouMean.hint(text, known)));
  }

  private static String name(Safety safety) {
    return safety.name().toLowerCase(Locale.ROOT);
  }
}
