package dev.wireproof.reference.web;

import dev.wireproof.wire.Octets;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// The exchanges of one connection, one after the other.
final class WebConnection implements Exchange.Connection {

  private static final System.Logger LOG = System.getLogger(WebConnection.class.getName());
  private static final byte[] NOTHING = new byte[0];

  /// How long a refused client may go on sending before its connection is closed for good.
  private static final Duration LINGER = Duration.ofSeconds(1);

  private final Socket socket;
  private final Handler handler;
  private final WebSettings settings;
  private final SharedResources shared;
  private final Outgoing out;
  private final Incoming incoming = new Incoming();
  private final List<Runnable> onStop = new ArrayList<>();
  private boolean stopping;
  private boolean busy;

  WebConnection(Socket socket, Handler handler, WebSettings settings, SharedResources shared)
      throws IOException {
    this.socket = socket;
    this.handler = handler;
    this.settings = settings;
    this.shared = shared;
    this.out = new Outgoing(socket.getOutputStream(), settings);
    socket.setTcpNoDelay(true);
  }

  /// Serves until the client leaves or the server stops.
  void run() throws IOException, InterruptedException {
    InputStream in = socket.getInputStream();
    Thread.ofVirtual().name("web-input-" + socket.getPort()).start(() -> incoming.readAll(in));
    shared.acquireWorker();
    try {
      serveAll();
    } finally {
      shared.releaseWorker();
    }
  }

  private void serveAll() throws IOException, InterruptedException {
    var requests = new RequestReader(incoming, this::begin, this::sayContinue, settings, shared);
    boolean goesOn = true;
    boolean refused = false;
    while (goesOn) {
      try {
        Optional<Request> request = requests.next();
        goesOn = request.isPresent() && served(request.get()) && !isStopping();
      } catch (Problem problem) {
        refuse(problem);
        refused = true;
        goesOn = false;
      } catch (EOFException _) {
        shared.loseWorker();
        goesOn = false; // the client has left
      }
    }
    socket.shutdownOutput();
    if (refused) {
      // a close with octets unread would reset the connection, and the refusal might get lost
      incoming.discard(LINGER);
    }
  }

  private boolean served(Request request) throws IOException, InterruptedException {
    if (!settings.has(WebFault.ANSWERS_OVERTAKE) || isStopping()) {
      return respond(request);
    }
    Thread.ofVirtual()
        .name("web-answer-" + socket.getPort())
        .start(() -> {
          try {
            respond(request);
          } catch (IOException e) {
            cut(); // the client left
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        });
    return true;
  }

  private void refuse(Problem problem) throws IOException {
    var unread = new Request("GET", "/", "", Map.of(), Octets.NONE, false);
    new Exchange(unread, this).refuse(problem);
  }

  private void sayContinue() {
    try {
      write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII), NOTHING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean respond(Request request) throws IOException, InterruptedException {
    var exchange = new Exchange(request, this);
    try {
      handler.handle(exchange);
    } catch (Problem problem) {
      exchange.refuse(problem);
    } catch (RuntimeException e) {
      LOG.log(System.Logger.Level.ERROR, "no answer to " + exchange, e);
      if (!exchange.hasResponded()) {
        exchange.refuse(new Problem(500, "An error of ours."));
      }
      return false;
    } finally {
      end();
    }
    return exchange.hasResponded() && exchange.goesOn();
  }

  private synchronized void begin() {
    busy = true;
  }

  private synchronized void end() {
    busy = false;
    onStop.clear();
    incoming.forgetActions();
  }

  private synchronized boolean isStopping() {
    return stopping;
  }

  /// Lets the exchange in progress end, and has no other begin. An exchange begins with the first
  /// octet of its request.
  void stop() {
    List<Runnable> actions;
    synchronized (this) {
      stopping = true;
      actions = List.copyOf(onStop);
      if (!busy) {
        endWithServer();
      }
    }
    actions.forEach(Runnable::run);
  }

  /// Ends it at once, because the server ends.
  void endWithServer() {
    if (settings.has(WebFault.RESETS_AT_THE_END)) {
      reset();
    } else {
      cut();
    }
  }

  /// Ends it at once.
  void cut() {
    try {
      socket.close();
    } catch (IOException _) {
      // it was closing anyway
    }
  }

  @Override
  public void write(byte[] head, byte[] body) throws IOException {
    out.write(head, body);
  }

  @Override
  public void onLeave(Runnable action) {
    incoming.onEnd(action);
  }

  @Override
  public boolean hasLeft() {
    return incoming.hasEnded();
  }

  @Override
  public void onStop(Runnable action) {
    synchronized (this) {
      if (!stopping) {
        onStop.add(action);
        return;
      }
    }
    action.run();
  }

  @Override
  public void reset() {
    try {
      socket.setSoLinger(true, 0);
    } catch (IOException _) {
      // it is closed already
    }
    cut();
  }
}
