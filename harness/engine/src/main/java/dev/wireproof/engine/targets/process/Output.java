package dev.wireproof.engine.targets.process;

import dev.wireproof.wire.Octets;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// What a process prints: always drained, so that it never blocks, and only the end of it kept, so
/// that it never fills the memory.
final class Output {

  private static final int KEPT = 64 * 1024;
  private static final int SHOWN_LINES = 12;
  private static final int SHOWN_WIDTH = 200;

  private final byte[] ring = new byte[KEPT];
  private final CountDownLatch ended = new CountDownLatch(1);
  private long written;

  void drain(InputStream in, String name) {
    Thread.ofPlatform().daemon().name("output-of-" + name).start(() -> readAll(in));
  }

  private void readAll(InputStream in) {
    byte[] buffer = new byte[8192];
    try (in) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        keep(buffer, n);
      }
    } catch (IOException _) {
      // the pipe went with the process
    } finally {
      ended.countDown();
    }
  }

  /// What an ended process printed last may still be on its way.
  void awaitEnd(Duration within) {
    try {
      var _ = ended.await(within.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /// How many octets there were in all.
  synchronized long written() {
    return written;
  }

  private synchronized void keep(byte[] buffer, int length) {
    int at = (int) (written % KEPT);
    int first = Math.min(length, KEPT - at);
    System.arraycopy(buffer, 0, ring, at, first);
    System.arraycopy(buffer, first, ring, 0, length - first);
    written += length;
  }

  /// The last lines, made printable; empty when there was nothing.
  String tail() {
    return tailSince(0);
  }

  /// The same of what came after the first `mark` octets.
  synchronized String tailSince(long mark) {
    int size = (int) Math.max(0, Math.min(written - mark, KEPT));
    byte[] bytes = new byte[size];
    for (int i = 0; i < size; i++) {
      bytes[i] = ring[(int) ((written - size + i) % KEPT)];
    }
    String[] lines = Octets.of(bytes).latin1().split("\n", -1);
    var text = new StringBuilder();
    for (int i = Math.max(0, lines.length - SHOWN_LINES); i < lines.length; i++) {
      String line = Octets.latin1(lines[i].replace("\r", "")).first(SHOWN_WIDTH).printable();
      if (!line.isBlank()) {
        text.append(text.isEmpty() ? "" : "\n").append(line);
      }
    }
    return text.toString();
  }
}
