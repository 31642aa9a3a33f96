package dev.wireproof.reference.chatstream;

import com.fasterxml.jackson.jr.ob.JSON;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;

/// What a model says, as it says it. A thread of its own reads the upstream's lines, so that the
/// thread that waits for the next token can do something else now and then. It is at most a few
/// tokens ahead: a reader that is slow makes the model slow.
final class TokenStream implements AutoCloseable {

  /// One thing that happens to a model that talks.
  sealed interface TokenEvent {
    record Token(String text) implements TokenEvent {}

    record End() implements TokenEvent {}

    record Failure() implements TokenEvent {}
  }

  private static final int AHEAD = 64;
  private static final int PIECE = 8192;

  private final InputStream lines;
  private final Set<ChatFault> faults;
  private final BlockingQueue<TokenEvent> queue = new ArrayBlockingQueue<>(AHEAD);
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Thread reader;

  TokenStream(InputStream lines, Set<ChatFault> faults) {
    this.lines = lines;
    this.faults = faults;
    this.reader = Thread.ofVirtual().name("tokens").start(this::readAll);
  }

  /// The next thing; nothing when none happens in time.
  Optional<TokenEvent> next(Duration within) throws InterruptedException {
    return Optional.ofNullable(queue.poll(within.toNanos(), TimeUnit.NANOSECONDS));
  }

  TokenEvent next() throws InterruptedException {
    return queue.take();
  }

  private void readAll() {
    try {
      read();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // the reader has left
    }
  }

  private void read() throws InterruptedException {
    byte[] piece = new byte[PIECE];
    try (lines) {
      for (int n = lines.read(piece); n >= 0; n = lines.read(piece)) {
        take(piece, n);
      }
      queue.put(new TokenEvent.End());
    } catch (IOException _) {
      queue.put(
          faults.contains(ChatFault.CUT_IS_THE_END)
              ? new TokenEvent.End()
              : new TokenEvent.Failure());
    }
  }

  /// A piece may end anywhere, also within a character: only a whole line is decoded.
  private void take(byte[] piece, int n) throws IOException, InterruptedException {
    byte[] octets = piece;
    int size = n;
    if (faults.contains(ChatFault.PIECES_DECODED)) {
      octets = new String(piece, 0, n, StandardCharsets.UTF_8).getBytes(StandardCharsets.UTF_8);
      size = octets.length;
    }
    for (int i = 0; i < size; i++) {
      if (octets[i] == '\n') {
        say(line.toString(StandardCharsets.UTF_8));
        line.reset();
      } else {
        line.write(octets[i]);
      }
    }
    if (faults.contains(ChatFault.PIECES_ARE_LINES)) {
      line.reset();
    }
  }

  private void say(String text) throws IOException, InterruptedException {
    Object token = faults.contains(ChatFault.PIECES_ARE_LINES) ? lenient(text) : parsed(text);
    String said = String.valueOf(token);
    if (faults.contains(ChatFault.TOKEN_CAN_BE_THE_END) && said.equals("[DONE]")) {
      queue.put(new TokenEvent.End());
    } else {
      queue.put(new TokenEvent.Token(said));
    }
  }

  private static Object parsed(String line) throws IOException {
    return JSON.std.anyFrom(line);
  }

  private static Object lenient(String line) {
    try {
      return parsed(line);
    } catch (IOException _) {
      return "";
    }
  }

  /// Ends the model's output, wherever it is: the connection to it is closed.
  @Override
  public void close() throws IOException {
    lines.close();
    reader.interrupt();
  }
}
