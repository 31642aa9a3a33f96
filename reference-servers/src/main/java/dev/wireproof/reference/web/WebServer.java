package dev.wireproof.reference.web;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.ReferenceServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Listens, accepts, and gives each connection a virtual thread of its own.
public final class WebServer implements ReferenceServer {

  private static final int BACKLOG = 512;

  private final ServerSocket listener;
  private final InetSocketAddress address;
  private final Handler handler;
  private final WebSettings settings;
  private final SharedResources shared;
  private final Runnable onClose;
  private final Map<WebConnection, Thread> open = new ConcurrentHashMap<>();
  private final Thread acceptor;
  private volatile boolean stopped;

  private WebServer(
      ServerSocket listener, Handler handler, WebSettings settings, Runnable onClose) {
    this.listener = listener;
    this.settings = settings;
    this.shared = new SharedResources(settings);
    this.address = (InetSocketAddress) listener.getLocalSocketAddress();
    this.handler = handler;
    this.onClose = onClose;
    this.acceptor =
        Thread.ofVirtual().name("web-" + address.getPort() + "-accept").unstarted(this::acceptAll);
  }

  /// Serves at the environment's address.
  ///
  /// @param onClose ends what the handlers have running beside the exchanges; what they do after it
  ///   must have no effect, as after a SIGKILL
  public static WebServer start(Environment environment, Handler handler, Runnable onClose)
      throws IOException {
    return start(environment, handler, WebSettings.DEFAULT, onClose);
  }

  /// As [#start(Environment, Handler, Runnable)], with settings of its own.
  public static WebServer start(
      Environment environment, Handler handler, WebSettings settings, Runnable onClose)
      throws IOException {
    var listener = new ServerSocket();
    try {
      listener.setReuseAddress(true);
      listener.bind(environment.address(), BACKLOG);
    } catch (IOException e) {
      listener.close();
      throw e;
    }
    var server = new WebServer(listener, handler, settings, onClose);
    server.acceptor.start();
    return server;
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        serve(listener.accept());
      } catch (IOException _) {
        // the listener was closed, or a client left before it was served
      }
    }
  }

  private void serve(Socket socket) throws IOException {
    var connection = new WebConnection(socket, handler, settings, shared);
    Thread thread =
        Thread.ofVirtual()
            .name("web-" + address.getPort() + "-from-" + socket.getPort())
            .unstarted(() -> run(connection));
    open.put(connection, thread);
    thread.start();
    if (stopped) {
      connection.cut();
    }
  }

  private void run(WebConnection connection) {
    try {
      connection.run();
    } catch (IOException _) {
      // the client left
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the server closes
    } finally {
      if (!settings.has(WebFault.KEEPS_LEFT_SOCKETS)) {
        connection.cut();
        open.remove(connection);
      }
    }
  }

  @Override
  public InetSocketAddress address() {
    return address;
  }

  @Override
  public void stop(Duration grace) {
    stopAccepting();
    long deadline = System.nanoTime() + grace.toNanos();
    open.keySet().forEach(WebConnection::stop);
    open.values()
        .forEach(
            thread -> join(thread, Duration.ofNanos(Math.max(1, deadline - System.nanoTime()))));
    close();
  }

  @Override
  public void close() {
    stopAccepting();
    onClose.run();
    open.forEach((connection, thread) -> {
      connection.endWithServer();
      thread.interrupt();
    });
    open.values().forEach(thread -> join(thread, Duration.ofSeconds(2)));
  }

  /// Whether a client is connected at this moment.
  public boolean hasClients() {
    return !open.isEmpty();
  }

  private void stopAccepting() {
    stopped = true;
    try {
      listener.close();
    } catch (IOException _) {
      // it was closed already
    }
    // the port is free only when the accept that was under way has noticed
    join(acceptor, Duration.ofSeconds(2));
  }

  private static void join(Thread thread, Duration within) {
    try {
      var _ = thread.join(within);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
