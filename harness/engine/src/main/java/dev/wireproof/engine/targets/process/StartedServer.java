package dev.wireproof.engine.targets.process;

import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.Backend;
import dev.wireproof.engine.sut.Environment;
import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.Randomness;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.file.TargetFile;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// A server that the harness started from a `wireproof.yaml`, in a session of its own, with its
/// world in its environment. It keeps its port, its state directory and its secret over restarts.
/// When it is closed, or the harness dies, nothing that it started survives.
public final class StartedServer implements Lifecycle {

  private static final int TRIES = 3;
  private static final int SECRET_DIGITS = 32;
  private static final Duration LAST_WORDS = Duration.ofMillis(500);
  private static final String FIRST = "a";
  private static final String HOST = "127.0.0.1";

  private final Path directory;
  private final TargetFile file;
  private final StartCommand command;
  private final Environment environment;
  private final ProcessTree kin = ProcessTree.marked();
  private final Shared shared;
  private final String instance;
  private final Guard guard;
  private final Thread atExit;
  private int port;
  private Output output = new Output();
  private @Nullable Process process;

  /// Whether it ends, or has ended, because the harness wanted it to.
  private volatile boolean toldToEnd;

  /// What all instances of one target have in common.
  private record Shared(Map<String, URI> backends, String secret, StateDirectory state) {}

  /// @param environment where it is started, and where its secret comes from
  /// @param backends what the server is told to find behind it
  public StartedServer(
      Path directory, TargetFile file, Environment environment, List<Backend> backends) {
    this(
        directory,
        file,
        environment,
        new Shared(
            backends.stream().collect(Collectors.toMap(Backend::variable, Backend::base)),
            Randomness.token(environment.random().of("secret"), SECRET_DIGITS),
            StateDirectory.create()),
        FIRST);
  }

  private StartedServer(
      Path directory, TargetFile file, Environment environment, Shared shared, String instance) {
    this.environment = environment;
    this.port = Ports.free(environment.network());
    this.directory = directory;
    this.file = file;
    this.command = new StartCommand(directory, file.start());
    this.shared = shared;
    this.instance = instance;
    boolean isFirst = instance.equals(FIRST);
    this.guard =
        Guard.over(
            environment.network(),
            kin,
            isFirst ? Optional.of(shared.state().path()) : Optional.empty());
    this.atExit = Thread.ofPlatform().name("end-of-" + file.name()).unstarted(this::endAll);
    Runtime.getRuntime().addShutdownHook(atExit);
  }

  @Override
  public InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.ofLiteral(HOST), port);
  }

  @Override
  public Lifecycle another(String name) {
    var other = new StartedServer(directory, file, environment, shared, name);
    try {
      other.start();
      return other;
    } catch (TargetUnusable | InputException e) {
      other.close();
      throw e;
    }
  }

  @Override
  public int instances() {
    return file.instances();
  }

  @Override
  public List<Long> processes() {
    return kin.alive().stream().map(ProcessHandle::pid).toList();
  }

  /// Puts its address into what the file says of `${HOST}` and `${PORT}`.
  public Map<String, String> expand(Map<String, String> endpoints) {
    var expanded = new HashMap<String, String>();
    endpoints.forEach((name, url) ->
        expanded.put(
            name, url.replace("${HOST}", HOST).replace("${PORT}", Integer.toString(port))));
    return expanded;
  }

  /// Starts it and waits until it is ready. The first time it may move to another port, when
  /// somebody took the one that was free a moment before.
  @Override
  public synchronized void start() {
    boolean first = process == null;
    for (int tries = 1; ; tries++) {
      try {
        startOnce();
        return;
      } catch (TargetUnusable e) {
        kill();
        boolean taken = output.tail().contains("in use") || output.tail().contains("EADDRINUSE");
        if (!first || !taken || tries == TRIES) {
          throw e;
        }
        port = Ports.free(environment.network());
      }
    }
  }

  private void startOnce() {
    output = new Output();
    Process started = launch();
    process = started;
    toldToEnd = false;
    output.drain(started.getInputStream(), file.name());
    new Readiness(
            environment.network(),
            started,
            kin,
            port,
            file,
            output,
            command.byHand(HOST, port, shared.backends()))
        .await();
  }

  private Process launch() {
    var builder =
        new ProcessBuilder(command.argv()).directory(directory.toFile()).redirectErrorStream(true);
    builder.redirectInput(ProcessBuilder.Redirect.from(new File("/dev/null")));
    Map<String, String> world = builder.environment();
    world.put("HOST", HOST);
    world.put("PORT", Integer.toString(port));
    shared
        .backends()
        .forEach((variable, base) -> {
          world.put(variable, base.toString());
          world.put(variable + "S", base.toString());
        });
    world.put("STATE_DIR", shared.state().path().toString());
    world.put("SECRET", shared.secret());
    world.put("INSTANCE", instance);
    kin.mark(world);
    command.require();
    try {
      Process started = environment.network().start(builder);
      if (StartCommand.hasSession()) {
        kin.leadBy(started.pid());
        guard.leadBy(started.pid());
      }
      return started;
    } catch (IOException e) {
      throw new InputException("cannot start " + file.name() + ": " + e.getMessage());
    }
  }

  @Override
  public synchronized Duration stop(Duration within) {
    long begin = System.nanoTime();
    Process running = process;
    if (running != null) {
      toldToEnd = true;
      running.destroy();
      if (!ProcessTools.ended(running, within)) {
        throw new TargetUnusable(
            file.name() + " is still running " + within.toMillis() + " ms after SIGTERM");
      }
      kin.endAll();
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  @Override
  public Duration stopWithin() {
    return file.stopWithin();
  }

  @Override
  public synchronized void kill() {
    Process running = process;
    if (running != null) {
      toldToEnd = true;
      running.destroyForcibly();
    }
    kin.endAll();
    if (running != null) {
      ProcessTools.ended(running, Duration.ofSeconds(5));
    }
  }

  @Override
  public synchronized boolean isAlive() {
    Process running = process;
    return running != null && running.isAlive();
  }

  @Override
  public Optional<String> ending(Duration within) {
    Process running = process;
    return running != null && !toldToEnd && ProcessTools.ended(running, within)
        ? Optional.of(ExitStatus.of(running.exitValue()))
        : Optional.empty();
  }

  @Override
  public Optional<String> byHand() {
    return Optional.of(command.byHand(HOST, port, shared.backends()));
  }

  @Override
  public String output() {
    return output.tail();
  }

  @Override
  public long printed() {
    return output.written();
  }

  @Override
  public String outputSince(long mark) {
    Process running = process;
    if (running != null && !running.isAlive()) {
      output.awaitEnd(LAST_WORDS);
    }
    return output.tailSince(mark);
  }

  @Override
  public void close() {
    Process running = process;
    if (running != null && running.isAlive()) {
      running.destroy();
      ProcessTools.ended(running, file.stopWithin());
    }
    endAll();
    try {
      Runtime.getRuntime().removeShutdownHook(atExit);
    } catch (IllegalStateException _) {
      // the JVM is ending, and the hook has run or runs
    }
  }

  private void endAll() {
    Process running = process;
    if (running != null) {
      toldToEnd = true;
      running.destroyForcibly();
    }
    kin.endAll();
    guard.close();
    if (instance.equals(FIRST)) {
      shared.state().delete();
    }
  }
}
