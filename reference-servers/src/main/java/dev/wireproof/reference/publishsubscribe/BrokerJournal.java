package dev.wireproof.reference.publishsubscribe;

import static dev.wireproof.reference.publishsubscribe.BrokerFault.ACKS_NOT_WRITTEN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.CONFIRMED_BEFORE_WRITTEN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.KEPT_IN_MEMORY;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.SETTINGS_NOT_WRITTEN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.WRITTEN_WHEN_IT_ENDS;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.Delay;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Every command that was carried out, one JSON object a line. A line is with the kernel before its
/// command is answered, so it outlives a SIGKILL; a power cut would ask for `force` as well.
final class BrokerJournal {

  private static final Duration LATE = Duration.ofMillis(400);

  private final FileChannel file;
  private final Set<BrokerFault> faults;
  private final ByteArrayOutputStream unwritten = new ByteArrayOutputStream();
  private final Thread writer;

  private BrokerJournal(FileChannel file, Set<BrokerFault> faults) {
    this.file = file;
    this.faults = faults;
    writer = Thread.ofVirtual().name("journal-late").unstarted(this::writeLate);
    if (faults.contains(CONFIRMED_BEFORE_WRITTEN)) {
      writer.start();
    }
  }

  static BrokerJournal open(Path folder, Set<BrokerFault> faults) throws IOException {
    Path path =
        faults.contains(KEPT_IN_MEMORY)
            ? Files.createTempFile(folder, "memory-", ".jsonl")
            : folder.resolve("journal.jsonl");
    return new BrokerJournal(
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE),
        faults);
  }

  /// All commands so far. A last line without its end was being written when the process was
  /// killed: its command was never answered, and is cut off.
  List<Map<String, Object>> read() throws IOException {
    var octets = ByteBuffer.allocate((int) file.size());
    while (octets.hasRemaining() && file.read(octets, octets.position()) >= 0) {
      // until all is there
    }
    String text = new String(octets.array(), StandardCharsets.UTF_8);
    String whole = text.substring(0, text.lastIndexOf('\n') + 1);
    file.truncate(whole.getBytes(StandardCharsets.UTF_8).length);
    file.position(file.size());
    var commands = new ArrayList<Map<String, Object>>();
    for (String line : whole.lines().toList()) {
      commands.add(JSON.std.mapFrom(line));
    }
    return commands;
  }

  void clear() throws IOException {
    file.truncate(0);
  }

  void subscribed(String name, SubscriptionSettings settings) throws IOException {
    Map<String, Object> shown =
        faults.contains(SETTINGS_NOT_WRITTEN)
            ? Map.of("filter", settings.filter(), "durable", settings.durable(), "ack", "manual")
            : settings.shown(name);
    append(Map.of("do", "put", "name", name, "settings", shown));
  }

  void deleted(String name) throws IOException {
    append(Map.of("do", "delete", "name", name));
  }

  void published(BrokerMessage message) throws IOException {
    append(Map.of("do", "publish", "message", message.written()));
  }

  void done(String queue, BrokerMessage message) throws IOException {
    if (!faults.contains(ACKS_NOT_WRITTEN)) {
      append(Map.of("do", "done", "queue", queue, "id", message.id()));
    }
  }

  private synchronized void append(Map<String, Object> command) throws IOException {
    byte[] line = (JSON.std.asString(command) + "\n").getBytes(StandardCharsets.UTF_8);
    if (faults.contains(WRITTEN_WHEN_IT_ENDS) || faults.contains(CONFIRMED_BEFORE_WRITTEN)) {
      unwritten.writeBytes(line);
    } else {
      write(line);
    }
  }

  private void write(byte[] line) throws IOException {
    var octets = ByteBuffer.wrap(line);
    while (octets.hasRemaining()) {
      file.write(octets);
    }
  }

  private void writeLate() {
    while (file.isOpen()) {
      Delay.of(LATE);
      try {
        flush();
      } catch (IOException _) {
        return; // it was closed
      }
    }
  }

  /// Writes what is still to be written.
  synchronized void flush() throws IOException {
    write(unwritten.toByteArray());
    unwritten.reset();
  }

  /// From now on nothing is written any more.
  synchronized void close() throws IOException {
    file.close();
  }
}
