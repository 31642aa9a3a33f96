package dev.wireproof.reference.http1.connection;

import dev.wireproof.reference.http1.codec.RequestInput;
import dev.wireproof.reference.http1.fault.PersistenceFault;
import dev.wireproof.reference.http1.fault.TimeoutFault;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.ResponseForm;
import dev.wireproof.reference.http1.message.Status;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.locks.ReentrantLock;

/// One client from accept to close: waits for a request, has it answered, and goes on while the
/// connection persists.
final class Connection implements Runnable {

  private final Socket socket;
  private final ServerSettings settings;
  private final ReentrantLock lock = new ReentrantLock();
  private boolean idle;
  private boolean finishing;

  Connection(Socket socket, ServerSettings settings) {
    this.socket = socket;
    this.settings = settings;
  }

  @Override
  public void run() {
    try (socket) {
      var input = new RequestInput(socket);
      var output =
          new ResponseOutput(socket, settings.faults(), settings.limits(), settings.timer());
      var conversation = new Conversation(input, output, settings, this::isFinishing);
      Conversation.Next next = Conversation.Next.REQUEST;
      while (next == Conversation.Next.REQUEST) {
        next = awaitsRequest(input) ? conversation.exchange() : Conversation.Next.NOTHING;
      }
      end(next, input);
    } catch (IOException _) {
      // the client left, or the server is closing
    }
  }

  /// False when none came in time, the client has finished, or the server is about to.
  private boolean awaitsRequest(RequestInput input) throws IOException {
    if (!becomesIdle()) {
      return false;
    }
    try {
      input.allow(idle());
      return input.awaitMore();
    } catch (SocketTimeoutException _) {
      if (settings.faults().has(TimeoutFault.IDLE_RESET)) {
        socket.setSoLinger(true, 0);
      }
      return false;
    } finally {
      setBusy();
    }
  }

  private Duration idle() {
    Duration promised = settings.limits().timeouts().idle();
    if (settings.faults().has(TimeoutFault.IDLE_KEPT_FOR_EVER)) {
      return Duration.ofHours(1);
    }
    return settings.faults().has(TimeoutFault.IDLE_CLOSED_EARLY)
        ? promised.multipliedBy(3).dividedBy(5)
        : promised;
  }

  private void end(Conversation.Next how, RequestInput input) throws IOException {
    switch (how) {
      case RESET -> socket.setSoLinger(true, 0);
      case SILENCE -> LingeringClose.drain(input, settings.limits().timeouts().idle());
      case CLOSE -> {
        if (lingers()) {
          LingeringClose.of(socket, input);
        } else if (input.hasMore()) {
          // Java sends FIN before it closes; in C a close with octets unread is a reset at once
          socket.setSoLinger(true, 0);
        }
      }
      case REQUEST, NOTHING -> {} // the last response was taken long ago
    }
  }

  private boolean lingers() {
    return !settings.faults().has(PersistenceFault.CLOSES_WITHOUT_LINGERING);
  }

  private boolean becomesIdle() {
    lock.lock();
    try {
      idle = !finishing;
      return idle;
    } finally {
      lock.unlock();
    }
  }

  private void setBusy() {
    lock.lock();
    try {
      idle = false;
    } finally {
      lock.unlock();
    }
  }

  private boolean isFinishing() {
    lock.lock();
    try {
      return finishing;
    } finally {
      lock.unlock();
    }
  }

  /// Lets the request in progress be the last; without one, the wait for it ends now.
  void finish() {
    lock.lock();
    try {
      finishing = true;
      if (idle) {
        socket.shutdownInput();
      }
    } catch (IOException _) {
      // it has ended by itself
    } finally {
      lock.unlock();
    }
  }

  /// Says that there is no room for it. The socket's buffer is empty, so that this cannot block.
  void turnAway() {
    var full =
        Response.problem(Status.SERVICE_UNAVAILABLE, "Too many connections.")
            .with("Retry-After", "1");
    try {
      var output =
          new ResponseOutput(socket, settings.faults(), settings.limits(), settings.timer());
      output.send(settings.writer().write(full, ResponseForm.UNKNOWN, "close"));
      socket.shutdownOutput();
    } catch (IOException _) {
      // it left by itself
    }
  }

  /// Ends it at once, whatever it is doing.
  void cut() {
    try {
      socket.close();
    } catch (IOException _) {
      // it has ended by itself
    }
  }
}
