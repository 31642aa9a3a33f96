package dev.wireproof.engine.sut;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// Power over a target that the harness started: a process, or a reference server in this JVM.
public interface Lifecycle extends AutoCloseable {

  /// Asks it to stop as SIGTERM does and waits until it has ended.
  ///
  /// @return how long that took
  /// @throws TargetUnusable when it is still there after `within`
  Duration stop(Duration within);

  /// How long it promises to need for that.
  Duration stopWithin();

  /// Ends it at once as SIGKILL does, with all that it started.
  void kill();

  /// Starts it again at the same address and waits until it is ready.
  ///
  /// @throws TargetUnusable when it does not come up
  void start();

  boolean isAlive();

  /// How it ended by itself, such as `exit code 1`; empty while it is alive, and where nobody can
  /// say.
  ///
  /// @param within how long to wait for its end
  Optional<String> ending(Duration within);

  /// A command that starts it by hand at the same address, for those who want to see for
  /// themselves; empty when it is no program of its own.
  Optional<String> byHand();

  /// Starts a second server of the same kind beside this one, with the same state directory, secret
  /// and upstream, on a port of its own. The caller closes it.
  ///
  /// @param instance its name, such as `b`
  /// @throws TargetUnusable when it does not come up
  Lifecycle another(String instance);

  /// How many of its kind may run at once, itself included.
  int instances();

  /// Where it listens.
  InetSocketAddress address();

  /// The processes that it is made of; empty when it runs inside the harness.
  List<Long> processes();

  /// What it printed last, capped and made printable; empty when nothing.
  String output();

  /// How many octets it has printed since it was started last.
  default long printed() {
    return 0;
  }

  /// As [#output()], without what it had printed before.
  ///
  /// @param mark what [#printed()] said then
  default String outputSince(long mark) {
    return output();
  }

  /// Ends it, whatever it takes.
  @Override
  void close();
}
