package dev.wireproof.cli.reference;

import dev.wireproof.engine.sut.Backend;
import dev.wireproof.engine.sut.Lifecycle;
import dev.wireproof.engine.sut.Randomness;
import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.TargetOptions;
import dev.wireproof.engine.targets.process.StateDirectory;
import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A reference server in this JVM that can be stopped and started again at the same address.
public final class EmbeddedServer implements Lifecycle {

  private static final Duration STOP_WITHIN = Duration.ofSeconds(5);
  private static final int MOST_INSTANCES = 8;
  private static final int SECRET_DIGITS = 32;
  private static final String FIRST = "a";

  private final Reference reference;
  private final Set<Fault> faults;
  private final StateDirectory state;
  private final Environment world;
  private @Nullable ReferenceServer server;

  private EmbeddedServer(
      Reference reference, Set<Fault> faults, StateDirectory state, Environment wanted) {
    this.reference = reference;
    this.faults = Set.copyOf(faults);
    this.state = state;
    ReferenceServer first = open(wanted);
    this.server = first;
    this.world = wanted.at(first.address());
  }

  /// Starts it on any free port of the loopback address.
  ///
  /// @param options where its secret comes from
  /// @param backends what it finds behind it
  /// @throws TargetUnusable when that fails
  public static EmbeddedServer start(
      Reference reference, Set<Fault> faults, TargetOptions options, List<Backend> backends) {
    StateDirectory state = StateDirectory.create();
    var wanted =
        new Environment(
            Environment.onLoopback().address(),
            backends.stream().findFirst().map(Backend::base),
            Optional.of(state.path()),
            Randomness.token(options.environment().random().of("secret"), SECRET_DIGITS),
            FIRST);
    try {
      return new EmbeddedServer(reference, faults, state, wanted);
    } catch (TargetUnusable e) {
      state.delete();
      throw e;
    }
  }

  private ReferenceServer open(Environment wanted) {
    try {
      return reference.start(wanted, faults);
    } catch (IOException e) {
      throw new TargetUnusable(
          "the " + reference.slug() + " reference server does not start: " + e.getMessage());
    }
  }

  @Override
  public InetSocketAddress address() {
    return world.address();
  }

  @Override
  public Lifecycle another(String instance) {
    return new EmbeddedServer(
        reference, faults, state, world.at(Environment.onLoopback().address()).named(instance));
  }

  @Override
  public int instances() {
    return MOST_INSTANCES;
  }

  @Override
  public List<Long> processes() {
    return List.of();
  }

  @Override
  public synchronized Duration stop(Duration within) {
    long begin = System.nanoTime();
    ReferenceServer running = server;
    if (running != null) {
      running.stop(within);
      if (takesConnection()) {
        throw new TargetUnusable("it still takes connections after it was told to stop");
      }
      server = null;
    }
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private boolean takesConnection() {
    try (var socket = new Socket()) {
      socket.connect(world.address(), Math.toIntExact(STOP_WITHIN.toMillis()));
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  @Override
  public Duration stopWithin() {
    return STOP_WITHIN;
  }

  @Override
  public synchronized void kill() {
    ReferenceServer running = server;
    if (running != null) {
      running.close();
      server = null;
    }
  }

  @Override
  public synchronized void start() {
    if (server == null) {
      server = open(world);
    }
  }

  @Override
  public synchronized boolean isAlive() {
    return server != null;
  }

  @Override
  public synchronized Optional<String> ending(Duration within) {
    return server != null && !takesConnection()
        ? Optional.of("a closed listener")
        : Optional.empty();
  }

  @Override
  public Optional<String> byHand() {
    return Optional.empty();
  }

  @Override
  public String output() {
    return "";
  }

  @Override
  public void close() {
    kill();
    if (world.instance().equals(FIRST)) {
      state.delete();
    }
  }
}
