package dev.wireproof.clients.upstream;

import dev.wireproof.engine.sut.Backend;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.http1.Http1ServerReader;
import dev.wireproof.wire.http1.Http1ServerReader.Received;
import dev.wireproof.wire.net.Network;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Predicate;

/// The listener that a target finds under `UPSTREAM`. What it asks goes to the first stub that
/// wants it; what nobody wants is answered with 404.
public final class UpstreamServer implements Backend {

  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final int BACKLOG = 512;

  private final ServerSocket listener;
  private final List<Stub> stubs = new CopyOnWriteArrayList<>();
  private final Set<CallerConnection> connections = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  private UpstreamServer(ServerSocket listener) {
    this.listener = listener;
  }

  /// Listens on a port of the loopback address of a network; 0 for any.
  ///
  /// @throws UncheckedIOException when the port is taken
  public static UpstreamServer start(Network network, int port) {
    try {
      ServerSocket listener = network.listener();
      listener.setReuseAddress(true);
      listener.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), port), BACKLOG);
      var server = new UpstreamServer(listener);
      Thread.ofVirtual().name("upstream-" + listener.getLocalPort()).start(server::acceptAll);
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException("the upstream cannot listen on port " + port, e);
    }
  }

  @Override
  public String variable() {
    return "UPSTREAM";
  }

  @Override
  public URI base() {
    return URI.create("http://127.0.0.1:" + listener.getLocalPort());
  }

  /// Takes the calls that `which` wants.
  ///
  /// @param reaction what is done to each at once; when there is none each is held until the caller
  ///   decides
  /// @param transcript where the calls and their answers are written down
  public Stub stub(
      Predicate<Call> which, Optional<Consumer<Call>> reaction, Transcript transcript) {
    var self = new Stub[1];
    var stub = new Stub(which, reaction, transcript, () -> stubs.remove(self[0]));
    self[0] = stub;
    stubs.add(stub);
    return stub;
  }

  private void acceptAll() {
    while (!closed) {
      try {
        Socket socket = listener.accept();
        Thread.ofVirtual().name("upstream-from-" + socket.getPort()).start(() -> serve(socket));
      } catch (IOException _) {
        return; // it was closed
      }
    }
  }

  private void serve(Socket socket) {
    CallerConnection caller;
    try {
      caller = new CallerConnection(socket);
    } catch (IOException _) {
      return; // it left at once
    }
    connections.add(caller);
    try {
      converse(caller);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    } finally {
      caller.close();
      connections.remove(caller);
    }
  }

  private void converse(CallerConnection caller) throws InterruptedException {
    Http1ServerReader reader = caller.reader();
    boolean goesOn = true;
    while (goesOn && !closed) {
      Optional<Received> received = reader.read(Deadline.in(IDLE));
      if (received.isEmpty()) {
        return;
      }
      var call = new Call(received.get(), caller);
      stubs.stream()
          .filter(stub -> stub.matches(call))
          .findFirst()
          .ifPresentOrElse(
              stub -> stub.take(call),
              () -> call.answer(404, "{\"title\":\"nobody expects " + call.path() + "\"}"));
      goesOn = call.awaitDone() && !received.get().fields().members("Connection").contains("close");
    }
  }

  @Override
  public void close() {
    closed = true;
    try {
      listener.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      stubs.forEach(Stub::close);
      connections.forEach(CallerConnection::close);
    }
  }
}
