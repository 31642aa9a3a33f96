package dev.wireproof.cli.reference;

import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.References;
import java.io.PrintWriter;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wireproof faults`.
@Command(
    name = "faults",
    mixinStandardHelpOptions = true,
    description = "Lists the bugs that the reference servers can be started with.")
public final class FaultsCommand implements Callable<Integer> {

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(arity = "0..1", paramLabel = "SLUG", description = "One server only, such as http1.")
  private String slug = "";

  @Option(names = "--kills", description = "Show which specs notice each of them: spoils the hunt.")
  private boolean kills;

  @Override
  public Integer call() {
    PrintWriter out = command.commandLine().getOut();
    List<Reference> references =
        slug.isEmpty() ? References.all() : List.of(ReferenceTargets.reference(slug));
    for (Reference reference : references) {
      out.println(reference.slug());
      reference.faults().stream()
          .sorted(Comparator.comparing(Fault::id))
          .forEach(fault -> out.println(line(fault)));
    }
    out.flush();
    return 0;
  }

  private String line(Fault fault) {
    String caught =
        kills
            ? "  [" + fault.kills().stream().sorted().collect(Collectors.joining(", ")) + "]"
            : "";
    return "  %-44s %s%s".formatted(fault.id(), fault.description(), caught);
  }
}
