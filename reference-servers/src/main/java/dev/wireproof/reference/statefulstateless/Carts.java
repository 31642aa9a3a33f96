package dev.wireproof.reference.statefulstateless;

import static dev.wireproof.reference.statefulstateless.StateFault.CARTS_IN_MEMORY;
import static dev.wireproof.reference.statefulstateless.StateFault.CART_READ_ONCE;
import static dev.wireproof.reference.statefulstateless.StateFault.EACH_ITEM_ONCE;
import static dev.wireproof.reference.statefulstateless.StateFault.EMPTIED_WHEN_READ;
import static dev.wireproof.reference.statefulstateless.StateFault.KEPT_IN_LATIN_1;
import static dev.wireproof.reference.statefulstateless.StateFault.LOCKED_IN_THE_PROCESS;
import static dev.wireproof.reference.statefulstateless.StateFault.READ_CHANGED_WRITTEN;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.Delay;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/// All carts, a file each, in a directory that all instances share. An item is a line, and is added
/// by appending it in one write. So nothing is read before it is written, and no lock is needed.
final class Carts {

  /// How long a careless change takes between its reading and its writing.
  private static final Duration CHANGE = Duration.ofMillis(8);

  private final Path folder;
  private final Set<StateFault> faults;
  private final Charset charset;
  private final Map<String, List<String>> memory = new ConcurrentHashMap<>();
  private boolean closed;

  Carts(Path folder, Set<StateFault> faults) {
    this.folder = folder;
    this.faults = faults;
    this.charset =
        faults.contains(KEPT_IN_LATIN_1) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
  }

  /// Adds an item, and says what is in the cart then.
  List<String> add(String cart, String sku) throws IOException {
    if (faults.contains(CARTS_IN_MEMORY) || faults.contains(CART_READ_ONCE)) {
      remembered(cart).add(sku);
    }
    if (faults.contains(LOCKED_IN_THE_PROCESS)) {
      synchronized (this) {
        change(cart, sku);
      }
    } else if (faults.contains(READ_CHANGED_WRITTEN)) {
      change(cart, sku);
    } else if (!faults.contains(CARTS_IN_MEMORY)) {
      append(cart, sku);
    }
    return items(cart);
  }

  private synchronized void append(String cart, String sku) throws IOException {
    checkOpen();
    try (var file =
        FileChannel.open(file(cart), StandardOpenOption.CREATE, StandardOpenOption.APPEND)) {
      file.write(ByteBuffer.wrap(line(sku).getBytes(charset)));
    }
  }

  private static String line(String sku) throws IOException {
    return JSON.std.asString(sku) + "\n";
  }

  /// Reads all, adds one, writes all: what another request writes meanwhile is overwritten.
  private void change(String cart, String sku) throws IOException {
    var all = new StringBuilder();
    for (String item : read(cart)) {
      all.append(line(item));
    }
    all.append(line(sku));
    Delay.of(CHANGE);
    checkOpen();
    Path written = folder.resolve(UUID.randomUUID() + ".new");
    Files.writeString(written, all.toString(), charset);
    Files.move(written, file(cart), StandardCopyOption.ATOMIC_MOVE);
  }

  /// What is in the cart.
  List<String> items(String cart) throws IOException {
    boolean kept = faults.contains(CARTS_IN_MEMORY) || faults.contains(CART_READ_ONCE);
    List<String> items = kept ? List.copyOf(remembered(cart)) : read(cart);
    return faults.contains(EACH_ITEM_ONCE) ? List.copyOf(new TreeSet<>(items)) : items;
  }

  /// What is in the cart, for a request that only reads.
  List<String> look(String cart) throws IOException {
    List<String> items = items(cart);
    if (faults.contains(EMPTIED_WHEN_READ)) {
      Files.deleteIfExists(file(cart));
    }
    return items;
  }

  private List<String> remembered(String cart) throws IOException {
    List<String> known = memory.get(cart);
    if (known == null) {
      memory.putIfAbsent(cart, Collections.synchronizedList(new ArrayList<>(read(cart))));
      known = memory.getOrDefault(cart, List.of());
    }
    return known;
  }

  private List<String> read(String cart) throws IOException {
    Path file = file(cart);
    if (!Files.exists(file)) {
      return List.of();
    }
    var items = new ArrayList<String>();
    for (String line : Files.readAllLines(file, charset)) {
      items.add(String.valueOf(JSON.std.anyFrom(line)));
    }
    return items;
  }

  private Path file(String cart) {
    return folder.resolve(cart + ".cart");
  }

  /// What happens after a kill has no effect.
  private synchronized void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the server has ended");
    }
  }

  synchronized void close() {
    closed = true;
  }
}
