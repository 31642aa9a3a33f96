package dev.wireproof.cli.reference;

import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// `wireproof serve`.
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    description = {
      "Starts a reference server on loopback, with bugs if you like, and serves until interrupted.",
      "Hunt the bug with curl, nc or: wireproof run -t http://127.0.0.1:PORT"
    })
public final class ServeCommand implements Callable<Integer> {

  private static final Duration GRACE = Duration.ofSeconds(5);

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "SLUG", description = "Which server, such as http1.")
  private String slug = "";

  @Option(
      names = "--fault",
      split = ",",
      paramLabel = "FAULT",
      description = "A bug to switch on; wireproof faults lists them.")
  private List<String> faults = List.of();

  @Option(
      names = "--port",
      defaultValue = "0",
      description = "Where to listen (default: any free port).")
  private int port;

  @Override
  public Integer call() throws InterruptedException {
    Reference reference = ReferenceTargets.reference(slug);
    Set<Fault> chosen = ReferenceTargets.faults(reference, String.join(",", faults));
    PrintWriter out = command.commandLine().getOut();
    ReferenceServer server = start(reference, chosen);
    var ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .name("stop-server")
                .unstarted(() -> {
                  server.stop(GRACE);
                  ended.countDown();
                }));
    InetSocketAddress address = server.address();
    out.println(
        "listening on http://" + address.getAddress().getHostAddress() + ":" + address.getPort());
    chosen.forEach(fault -> out.println("with " + fault.id()));
    out.flush();
    ended.await();
    return 0;
  }

  private ReferenceServer start(Reference reference, Set<Fault> chosen) {
    try {
      return reference.serve(Environment.ofProcess().at(port), chosen);
    } catch (IOException e) {
      throw new TargetUnusable(
          "cannot listen on port " + port + ": " + e.getMessage() + "; choose another with --port");
    }
  }
}
