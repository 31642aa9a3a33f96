package dev.wireproof.cli.options;

import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.protocol.ConnectionOption;
import dev.wireproof.engine.protocol.GivenOptions;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.sut.Environment;
import dev.wireproof.engine.sut.Randomness;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.wire.net.Network;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;

/// The options that say how to speak with a target, whatever names it.
public class ConnectionOptions {

  @Option(
      names = "--claim",
      split = ",",
      paramLabel = "SLUG[=ARG]",
      description = "What the target says it does, beyond its protocol.")
  private List<String> claims = List.of();

  @Option(
      names = "--allow",
      paramLabel = "COST",
      description = {
        "The most that specs may cost the target: polite, load or lab",
        "(default: load on loopback, polite elsewhere, lab when started here)."
      })
  private @Nullable String allow;

  @Option(
      names = "--seed",
      paramLabel = "N",
      description = "Repeats the random values of the run that printed this seed.")
  private @Nullable Long seed;

  /// What was given of the options that the protocols bring.
  private final Map<String, List<String>> given = new LinkedHashMap<>();

  private @Nullable Environment environment;

  /// The environment is the same at each call.
  public TargetOptions options() {
    Environment had = environment;
    if (had == null) {
      had =
          seed == null
              ? Environment.ofThisHost()
              : new Environment(Network.ofThisHost(), new Randomness(seed));
      environment = had;
    }
    return new TargetOptions(
        claims,
        new GivenOptions(given),
        Optional.ofNullable(allow).filter(text -> !text.isBlank()).map(ConnectionOptions::safety),
        had);
  }

  /// Adds what the registered protocols can be told to a command that has these options.
  public void addProtocolOptions(CommandSpec command) {
    for (Protocol protocol : Protocols.all()) {
      protocol.options().forEach(option -> command.addOption(spec(option)));
    }
  }

  private OptionSpec spec(ConnectionOption option) {
    OptionSpec.Builder builder =
        OptionSpec.builder("--" + option.name())
            .description(option.description().toArray(String[]::new))
            .setter(
                new ISetter() {
                  @Override
                  public <T> @Nullable T set(@Nullable T value) {
                    remember(option, value);
                    return value;
                  }
                });
    return option.isFlag()
        ? builder.type(boolean.class).arity("0").build()
        : builder
            .type(List.class)
            .auxiliaryTypes(String.class)
            .paramLabel(option.label())
            .arity("1")
            .build();
  }

  private void remember(ConnectionOption option, @Nullable Object value) {
    switch (value) {
      case null -> given.remove(option.name());
      case List<?> values when !values.isEmpty() ->
          given.put(option.name(), values.stream().map(String::valueOf).toList());
      case Boolean flag when flag -> given.put(option.name(), List.of(""));
      default -> given.remove(option.name());
    }
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
