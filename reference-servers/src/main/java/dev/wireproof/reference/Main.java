package dev.wireproof.reference;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;

/// Runs one reference server as a program of its own: `SLUG [--brisk] [--fault ID]...`.
///
/// It listens where the variables HOST and PORT say, by default on 127.0.0.1 and any free port, and
/// prints one line that says where. On SIGTERM it stops accepting, finishes what is in flight and
/// exits. Bad usage is reported on the standard error stream and exits with 2.
public final class Main {

  private static final Duration GRACE = Duration.ofSeconds(4);
  private static final String FAULT = "--fault";

  /// Keeps the short time-outs that it promises, instead of those for people who type.
  private static final String BRISK = "--brisk";

  private Main() {}

  public static void main(String[] arguments) throws IOException, InterruptedException {
    if (arguments.length == 0) {
      exit("which server? one of: " + slugs());
    }
    run(arguments[0], List.of(arguments).subList(1, arguments.length));
  }

  /// Starts the server of that slug and serves until the process is asked to end.
  public static void run(String slug, List<String> options)
      throws IOException, InterruptedException {
    Optional<Reference> found = References.find(slug);
    if (found.isEmpty()) {
      exit("no reference server is called " + slug + "; there are: " + slugs());
    }
    Reference reference = found.orElseThrow();
    var words = new ArrayList<>(options);
    boolean brisk = words.remove(BRISK);
    Set<Fault> faults = faults(reference, words);
    ReferenceServer server =
        brisk ? reference.start(environment(), faults) : reference.serve(environment(), faults);
    Runtime.getRuntime()
        .addShutdownHook(Thread.ofPlatform().name("stop").unstarted(() -> server.stop(GRACE)));
    System.out.println("listening on http://" + hostAndPort(server.address()));
    new CountDownLatch(1).await();
  }

  private static Environment environment() {
    try {
      return Environment.ofProcess();
    } catch (IllegalArgumentException e) {
      exit(String.valueOf(e.getMessage()));
      throw e;
    }
  }

  private static Set<Fault> faults(Reference reference, List<String> options) {
    var faults = new HashSet<Fault>();
    for (int i = 0; i < options.size(); i += 2) {
      if (!options.get(i).equals(FAULT) || i + 1 == options.size()) {
        exit("only " + BRISK + " and " + FAULT + " ID are understood, not: " + options.get(i));
      }
      Optional<Fault> fault = reference.fault(options.get(i + 1));
      if (fault.isEmpty()) {
        exit(
            "%s has no fault %s; it has: %s"
                .formatted(reference.slug(), options.get(i + 1), ids(reference)));
      }
      fault.ifPresent(faults::add);
    }
    return faults;
  }

  private static String slugs() {
    return References.all().stream().map(Reference::slug).collect(Collectors.joining(", "));
  }

  private static String ids(Reference reference) {
    return reference.faults().stream().map(Fault::id).collect(Collectors.joining(", "));
  }

  private static String hostAndPort(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }

  private static void exit(String usage) {
    System.err.println(usage);
    System.exit(2);
  }
}
