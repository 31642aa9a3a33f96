package dev.wireproof.cli;

import dev.wireproof.cli.check.CheckCommand;
import dev.wireproof.cli.check.NewCommand;
import dev.wireproof.cli.console.ExitCode;
import dev.wireproof.cli.explain.ExplainCommand;
import dev.wireproof.cli.explain.ListCommand;
import dev.wireproof.cli.explain.MythCommand;
import dev.wireproof.cli.options.SpeaksWithTargets;
import dev.wireproof.cli.reference.FaultsCommand;
import dev.wireproof.cli.reference.ServeCommand;
import dev.wireproof.cli.run.CompareCommand;
import dev.wireproof.cli.run.RunCommand;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.TargetUnusable;
import java.io.PrintWriter;
import java.io.StringWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/// The entry point. Exit codes: 0 the gate holds, 1 it does not, 2 bad usage or input, 3 the target
/// cannot be used or the harness failed.
@Command(
    name = "wireproof",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    description = {
      "Proves on the wire which communication patterns and protocol rules a server holds.",
      "",
      "Begin with:",
      "  wireproof run                                  all specs against the built-in reference"
          + " servers",
      "  wireproof run -t http://localhost:8080         a server that is running",
      "  wireproof run -t ./my-server                   a directory with a wireproof.yaml: started"
          + " and stopped",
      "  wireproof explain http1.host.missing           why a rule matters, and what breaks it",
      "  wireproof serve http1 --fault close-ignored    a reference server with a bug to hunt"
    },
    footer = {
      "",
      "Exit codes: 0 the gate holds · 1 it does not · 2 bad usage or input · 3 the target cannot"
          + " be",
      "used, or the harness failed."
    },
    subcommands = {
      RunCommand.class,
      CompareCommand.class,
      ListCommand.class,
      ExplainCommand.class,
      MythCommand.class,
      ServeCommand.class,
      FaultsCommand.class,
      NewCommand.class,
      CheckCommand.class,
      DoctorCommand.class
    })
public final class Main {

  private Main() {}

  /// Runs one command and exits with its code.
  public static void main(String[] args) {
    System.exit(run(args));
  }

  private static int run(String... args) {
    return run(new CommandLine(new Main()), args);
  }

  /// Runs one command with its own writers, as `main` does with the standard streams.
  static int run(PrintWriter out, PrintWriter err, String... args) {
    return run(new CommandLine(new Main()).setOut(out).setErr(err), args);
  }

  private static int run(CommandLine commandLine, String... args) {
    try {
      addProtocolOptions(commandLine);
    } catch (InputException e) {
      return say(commandLine.getErr(), e, ExitCode.BAD_INPUT);
    }
    commandLine.setCaseInsensitiveEnumValuesAllowed(true);
    commandLine.setUsageHelpWidth(100);
    commandLine.setParameterExceptionHandler(Main::usage);
    commandLine.setExecutionExceptionHandler(Main::failed);
    return args.length == 0 ? commandLine.execute("--help") : commandLine.execute(args);
  }

  private static void addProtocolOptions(CommandLine commandLine) {
    for (CommandLine each : commandLine.getSubcommands().values()) {
      if (each.getCommand() instanceof SpeaksWithTargets speaking) {
        speaking.connection().addProtocolOptions(each.getCommandSpec());
      }
    }
  }

  private static int usage(ParameterException e, String[] args) {
    PrintWriter err = e.getCommandLine().getErr();
    err.println("wireproof: " + e.getMessage());
    CommandLine.UnmatchedArgumentException.printSuggestions(e, err);
    err.println("Try: " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help");
    return ExitCode.BAD_INPUT;
  }

  private static int failed(Exception e, CommandLine commandLine, CommandLine.ParseResult parsed) {
    PrintWriter err = commandLine.getErr();
    return switch (e) {
      case InputException _ -> say(err, e, ExitCode.BAD_INPUT);
      case TargetUnusable _ -> say(err, e, ExitCode.UNUSABLE);
      default -> {
        var trace = new StringWriter();
        e.printStackTrace(new PrintWriter(trace, true));
        err.println("wireproof failed; this is a bug of the harness:\n" + trace);
        yield ExitCode.UNUSABLE;
      }
    };
  }

  private static int say(PrintWriter err, Exception e, int code) {
    err.println("wireproof: " + e.getMessage());
    return code;
  }
}
