package dev.wireproof.reference.syncasync;

import static dev.wireproof.reference.syncasync.SyncAsyncFault.BUFFERED;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.EVERY_OTHER_BUFFERED;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.LINES_OF_TEXT;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.LOGGED_IN_LATIN_1;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.NUMBERED_FROM_1;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.NUMBERED_IN_TWO_STEPS;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.Delay;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Records in a file, a line for each, in the order in which they were accepted. A record that is
/// to be durable is forced to the disk before it counts as accepted; of the others the last ones
/// may be lost, and never one before them, since all of them are appended in turn.
final class RecordLog {

  /// A record.
  record Entry(String id, String text) {
    Map<String, Object> shown() {
      var json = new LinkedHashMap<String, Object>();
      json.put("id", id);
      json.put("text", text);
      return json;
    }
  }

  private static final Duration BETWEEN_TWO_STEPS = Duration.ofMillis(3);

  private final Path path;
  private final Set<SyncAsyncFault> faults;
  private final Charset charset;
  private final FileChannel file;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Entry> buffer = new ArrayList<>();
  private long last;
  private boolean closed;

  RecordLog(Path folder, Set<SyncAsyncFault> faults) throws IOException {
    this.path = folder.resolve("journal");
    this.faults = faults;
    this.charset =
        faults.contains(LOGGED_IN_LATIN_1) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    this.file =
        FileChannel.open(
            path, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
    readAll();
  }

  /// Takes up what an earlier process has left. A last line without its end was never answered.
  private void readAll() throws IOException {
    String all = new String(Files.readAllBytes(path), charset);
    int end = all.lastIndexOf('\n') + 1;
    all.substring(0, end).lines().forEach(this::read);
    file.truncate(all.substring(0, end).getBytes(charset).length);
    file.position(file.size());
  }

  private void read(String line) {
    if (faults.contains(LINES_OF_TEXT)) {
      entries.add(new Entry(Long.toString(++last), line));
      return;
    }
    try {
      Map<String, Object> json = JSON.std.mapFrom(line);
      var entry = new Entry(String.valueOf(json.get("id")), String.valueOf(json.get("text")));
      entries.add(entry);
      last = faults.contains(NUMBERED_FROM_1) ? 0 : Long.parseLong(entry.id());
    } catch (IOException e) {
      throw new IllegalStateException("the journal is damaged: " + line, e);
    }
  }

  /// Accepts a record.
  ///
  /// @param durable whether it is on the disk when this returns
  Entry add(String text, boolean durable) throws IOException {
    if (faults.contains(NUMBERED_IN_TWO_STEPS)) {
      return addInTwoSteps(text, durable);
    }
    synchronized (this) {
      last++;
      return append(new Entry(Long.toString(last), text), durable);
    }
  }

  private Entry addInTwoSteps(String text, boolean durable) throws IOException {
    long next = last() + 1;
    Delay.of(BETWEEN_TWO_STEPS);
    synchronized (this) {
      last = next;
      return append(new Entry(Long.toString(next), text), durable);
    }
  }

  private synchronized long last() {
    return last;
  }

  private Entry append(Entry entry, boolean durable) throws IOException {
    entries.add(entry);
    if (isBuffered(durable)) {
      buffer.add(entry);
    } else {
      write(entry);
      if (durable) {
        file.force(false);
      }
    }
    return new Entry(entry.id(), recoded(entry.text()));
  }

  private boolean isBuffered(boolean durable) {
    return faults.contains(BUFFERED)
        || (faults.contains(EVERY_OTHER_BUFFERED) && !durable && last % 2 == 1);
  }

  /// Writes what a fault has kept back.
  synchronized void flush() throws IOException {
    for (Entry entry : buffer) {
      write(entry);
    }
    buffer.clear();
  }

  private void write(Entry entry) throws IOException {
    if (closed) {
      throw new IOException("the server has ended"); // what happens after a kill has no effect
    }
    String line = faults.contains(LINES_OF_TEXT) ? entry.text() : JSON.std.asString(entry.shown());
    ByteBuffer octets = ByteBuffer.wrap((line + "\n").getBytes(charset));
    while (octets.hasRemaining()) {
      file.write(octets);
    }
  }

  /// All records, in the order in which they were accepted.
  synchronized List<Entry> entries() {
    return entries.stream().map(each -> new Entry(each.id(), recoded(each.text()))).toList();
  }

  private String recoded(String text) {
    return new String(text.getBytes(charset), charset);
  }

  /// What is not written now is never written.
  synchronized void close() {
    closed = true;
    try {
      file.close();
    } catch (IOException _) {
      // it is not used any more
    }
  }
}
