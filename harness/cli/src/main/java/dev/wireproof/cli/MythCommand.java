package dev.wireproof.cli;

import dev.wireproof.harness.catalogue.SpecCatalogue;
import dev.wireproof.harness.evidence.Story;
import dev.wireproof.harness.explain.Myth;
import dev.wireproof.harness.explain.Myth.Measurement;
import dev.wireproof.harness.explain.Myths;
import dev.wireproof.harness.result.Result;
import dev.wireproof.harness.target.InputError;
import dev.wireproof.harness.target.Nearest;
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
final class MythCommand implements Callable<Integer> {

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
            new InputError(
                "there is no myth “"
                    + wanted
                    + "”"
                    + Nearest.hint(wanted, myths.stream().map(Myth::name).toList())
                    + "; wireproof myth lists them"));
  }

  private static void tell(PrintWriter out, Myth myth) {
    var rehearsal = new Rehearsal(SpecCatalogue.of(SpecCatalogue.ROOT));
    out.println("People say: “" + myth.claim() + "”");
    out.println();
    out.println("Measured now");
    myth.measurements().forEach(each -> measure(out, rehearsal, each));
    out.println();
    out.println("So");
    myth.truth().lines().forEach(line -> out.println("  " + line));
  }

  private static void measure(PrintWriter out, Rehearsal rehearsal, Measurement measurement) {
    out.println("  " + measurement.shows());
    for (Result result : rehearsal.play(measurement.spec(), measurement.target())) {
      String kind = result.verdict().map(verdict -> verdict.kind().title()).orElse("failed");
      String line = Story.line(result).strip();
      out.println(
          "    %s on %s: %s%s"
              .formatted(
                  result.fullId(), measurement.target(), kind, line.isEmpty() ? "" : " — " + line));
    }
  }
}
