package dev.wireproof.engine.targets.process;

import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.file.TargetFile;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.http1.Http1Reader;
import dev.wireproof.wire.http1.Seen;
import dev.wireproof.wire.tcp.Endpoint;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;

/// Waits until a started server is up, ended, or late; whichever comes first ends the wait.
final class Readiness {

  private static final Duration BETWEEN_TRIES = Duration.ofMillis(15);
  private static final Duration ONE_TRY = Duration.ofMillis(500);
  private static final Duration LAST_WORDS = Duration.ofMillis(200);

  private final Process process;
  private final ProcessTree kin;
  private final int port;
  private final TargetFile file;
  private final Output output;
  private final String byHand;

  /// @param byHand how it is started without a harness
  Readiness(
      Process process, ProcessTree kin, int port, TargetFile file, Output output, String byHand) {
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
    return switch (file.ready()) {
      case TCP -> takesConnection();
      case HTTP -> answersHttp();
      case UDP -> answersDatagram();
    };
  }

  private InetSocketAddress address() {
    return new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port);
  }

  private Endpoint dial() {
    return Endpoint.plain(address(), ONE_TRY);
  }

  private boolean takesConnection() {
    try (var link = TcpConnection.open(dial(), new Transcript())) {
      return link.localPort() > 0;
    } catch (IOException _) {
      return false;
    }
  }

  private boolean answersHttp() {
    try (var link = TcpConnection.open(dial(), new Transcript())) {
      link.send(Octets.latin1("GET / HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\n\r\n"), ONE_TRY);
      return new Http1Reader(link).read("GET", Deadline.in(ONE_TRY)) instanceof Seen.Response;
    } catch (IOException _) {
      return false;
    }
  }

  private boolean answersDatagram() {
    try (var socket = new DatagramSocket()) {
      socket.setSoTimeout(Math.toIntExact(BETWEEN_TRIES.toMillis()));
      byte[] hello = Octets.latin1("wireproof").toArray();
      socket.send(new DatagramPacket(hello, hello.length, address()));
      socket.receive(new DatagramPacket(new byte[64], 64));
      return true;
    } catch (IOException _) {
      return false;
    }
  }
}
