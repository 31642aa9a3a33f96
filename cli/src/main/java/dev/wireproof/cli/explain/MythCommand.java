package dev.wireproof.cli.explain;

import dev.wireproof.engine.catalogue.SpecCatalogue;
import dev.wireproof.engine.evidence.FailureMessage;
import dev.wireproof.engine.explain.Myth;
import dev.wireproof.engine.explain.Myth.Measurement;
import dev.wireproof.engine.explain.Myths;
import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.result.Result;
import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wireproof myth`.
@Command(
    name = "myth",
    mixinStandardHelpOptions = true,
    description = {
      "Measures a claim that is often made: what people say, what happens on the wire, what is"
          + " true.",
      "Without a name it lists them."
    })
public final class MythCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "NAME", description = "Which claim.")
  private @Nullable String name;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    List<Myth> myths = Myths.all();
    if (name == null) {
      myths.forEach(myth -> out.printf("  %-34s “%s”%n", myth.name(), myth.claim()));
    } else {
      tell(out, find(myths, name));
    }
    out.flush();
    return 0;
  }

  private static Myth find(List<Myth> myths, String wanted) {
    return myths.stream()
        .filter(myth -> myth.name().equals(wanted))
        .findFirst()
        .orElseThrow(() ->
            new InputException(
                "there is no myth “"
                    + wanted
                    + "”"
                    + DidYouMean.hint(wanted, myths.stream().map(Myth::name).toList())
                    + "; wireproof myth lists them"));
  }

  private static void tell(PrintWriter out, Myth myth) {
    var rehearsal = new Demonstration(SpecCatalogue.load());
    out.println("People say: “" + myth.claim() + "”");
    out.println();
    out.println("Measured now");
    myth.measurements().forEach(each -> measure(out, rehearsal, each));
    out.println();
    out.println("So");
    myth.truth().lines().forEach(line -> out.println("  " + line));
  }

  private static void measure(PrintWriter out, Demonstration rehearsal, Measurement measurement) {
    out.println("  " + measurement.shows());
    for (Result result : rehearsal.play(measurement.spec(), measurement.target())) {
      String kind = result.verdict().map(verdict -> verdict.kind().title()).orElse("failed");
      String line = FailureMessage.line(result).strip();
      out.println(
          "    %s on %s: %s%s"
              .formatted(
                  result.fullId(), measurement.target(), kind, line.isEmpty() ? "" : " — " + line));
    }
  }
}
