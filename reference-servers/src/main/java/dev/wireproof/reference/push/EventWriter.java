package dev.wireproof.reference.push;

import dev.wireproof.reference.web.BodyStream;
import dev.wireproof.reference.web.Exchange;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;

/// One open stream: a bounded list of what is to be written, and the thread that writes it. Whoever
/// posts an event only puts it into the list.
final class EventWriter {

  /// As many as a reader may lag behind.
  private static final int MOST_WAITING = 200;

  private static final String END = "";

  private final Exchange exchange;
  private final Set<PushFault> faults;
  private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
  private final StringBuilder gathered = new StringBuilder();
  private int many;
  private volatile boolean gone;
  private volatile @Nullable BodyStream body;

  EventWriter(Exchange exchange, Set<PushFault> faults) {
    this.exchange = exchange;
    this.faults = faults;
    exchange.onStop(this::end);
    if (!faults.contains(PushFault.LEAVING_UNNOTICED)) {
      exchange.onLeave(this::end);
    }
  }

  boolean isGone() {
    return gone || exchange.hasLeft();
  }

  /// Has an event sent.
  void send(PushEvent event) throws IOException {
    String block = block(event);
    BodyStream out = body;
    if (out != null && faults.contains(PushFault.WRITTEN_BY_WHO_POSTS)) {
      out.write(block);
    } else if (waiting.size() >= MOST_WAITING) {
      end();
    } else {
      waiting.add(block);
    }
  }

  private static String block(PushEvent event) {
    var block = new StringBuilder("id: " + event.id() + "\n");
    for (String line : event.text().split("\r\n|\r|\n", -1)) {
      block.append("data: ").append(line).append('\n');
    }
    return block.append('\n').toString();
  }

  /// No more events: what is written is written.
  void end() {
    gone = true;
    waiting.add(END);
  }

  /// Writes until the stream has ended.
  void writeAll(BodyStream out) throws IOException, InterruptedException {
    body = out;
    while (true) {
      String block = waiting.take();
      if (block.equals(END)) {
        return;
      }
      write(block, out);
    }
  }

  private void write(String block, BodyStream out) throws IOException {
    gathered.append(block);
    many++;
    if (faults.contains(PushFault.SENT_IN_THREES) && many % 3 != 0) {
      return;
    }
    try {
      out.write(gathered.toString());
    } catch (IOException e) {
      if (!faults.contains(PushFault.LEAVING_UNNOTICED)) {
        throw e;
      }
    }
    gathered.setLength(0);
  }
}
