package dev.wireproof.engine.targets.process;

import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.file.TargetFile;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.net.Network;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Waits until a started server is up, ended, or late; whichever comes first ends the wait.
final class Readiness {

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(15);
  private static final Duration ONE_TRY = Duration.ofMillis(500);
  private static final Duration LAST_WORDS = Duration.ofMillis(200);

  private final Network network;
  private final Process process;
  private final ProcessTree kin;
  private final int port;
  private final TargetFile file;
  private final Output output;
  private final String byHand;

  /// @param network where the server is
  /// @param byHand how it is started without a harness
  Readiness(
      Network network,
      Process process,
      ProcessTree kin,
      int port,
      TargetFile file,
      Output output,
      String byHand) {
    this.network = network;
    this.process = process;
    this.byHand = byHand;
    this.kin = kin;
    this.port = port;
    this.file = file;
    this.output = output;
  }

  /// Returns when it is ready.
  ///
  /// @throws TargetUnusable when it ends before, or is not ready in time
  void await() {
    Deadline deadline = Deadline.in(file.readyWithin());
    while (!isReady()) {
      if (ProcessTools.ended(process, BETWEEN_TRIES)) {
        awaitOutput();
        throw notReady().ended(process.exitValue());
      }
      if (deadline.passed()) {
        throw notReady().late();
      }
    }
  }

  private NotReady notReady() {
    return new NotReady(file, address(), kin.alive(), output.tail(), byHand);
  }

  /// What an ended process printed last may still be on its way.
  private void awaitOutput() {
    Deadline soon = Deadline.in(LAST_WORDS);
    while (output.tail().isEmpty() && !soon.passed()) {
      Thread.onSpinWait();
    }
  }

  private boolean isReady() {
    return file.ready().isReady(network, address(), ONE_TRY);
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }
}
