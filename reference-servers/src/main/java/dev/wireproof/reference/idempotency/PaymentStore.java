package dev.wireproof.reference.idempotency;

import static dev.wireproof.reference.idempotency.IdempotencyFault.CHECKED_THEN_CLAIMED;
import static dev.wireproof.reference.idempotency.IdempotencyFault.CLAIMED_IN_MEMORY;
import static dev.wireproof.reference.idempotency.IdempotencyFault.CLAIMED_TOO_LATE;
import static dev.wireproof.reference.idempotency.IdempotencyFault.CLAIM_OUTLIVES_ITS_WORKER;
import static dev.wireproof.reference.idempotency.IdempotencyFault.FORGETS_TOO_EARLY;
import static dev.wireproof.reference.idempotency.IdempotencyFault.KEEPS_100_KEYS;
import static dev.wireproof.reference.idempotency.IdempotencyFault.KEPT_IN_MEMORY;
import static dev.wireproof.reference.idempotency.IdempotencyFault.KEYS_READ_AT_START;
import static dev.wireproof.reference.idempotency.IdempotencyFault.WRITTEN_WHEN_IT_ENDS;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;

/// What is known of all keys: one file each, in a directory that all instances share. A claim is a
/// file that is created only where there is none; its outcome takes the claim's place in one
/// rename. So a crash leaves either the claim or the outcome, and two instances never both have the
/// claim.
final class PaymentStore {

  private static final String SUFFIX = ".json";
  private static final Duration TOO_EARLY = Duration.ofMillis(1500);

  private final Path folder;
  private final Set<IdempotencyFault> faults;
  private final Set<String> claimedHere = ConcurrentHashMap.newKeySet();
  private final Map<String, KeyRecord> unwritten = new ConcurrentHashMap<>();
  private final Map<String, Long> recordedAt = new ConcurrentHashMap<>();
  private final Queue<String> recorded = new ConcurrentLinkedQueue<>();
  private final Set<String> knownHere = ConcurrentHashMap.newKeySet();
  private boolean closed;

  /// Opens the store, and gives up what this instance was working on when it last ended.
  PaymentStore(Path folder, String instance, Set<IdempotencyFault> faults) throws IOException {
    this.folder =
        faults.contains(KEPT_IN_MEMORY) ? Files.createTempDirectory(folder, "memory-") : folder;
    this.faults = faults;
    for (KeyRecord entry : all()) {
      knownHere.add(entry.id());
      boolean left = entry.isInProgress() && entry.worker().equals(instance);
      if (left && !faults.contains(CLAIM_OUTLIVES_ITS_WORKER)) {
        release(entry.id());
      }
    }
  }

  /// Takes the key, unless another request has it or had it.
  ///
  /// @return nothing when it is ours now, or what is known of it
  Optional<KeyRecord> claimOrFind(KeyRecord mine) throws IOException {
    if (faults.contains(CLAIMED_TOO_LATE) || faults.contains(CLAIMED_IN_MEMORY)) {
      return claimWithoutFile(mine);
    }
    forgetTooEarly(mine.id());
    while (true) {
      if (claim(mine)) {
        knownHere.add(mine.id());
        return Optional.empty();
      }
      if (faults.contains(KEYS_READ_AT_START) && !knownHere.contains(mine.id())) {
        return Optional.of(mine);
      }
      Optional<KeyRecord> known = find(mine.id());
      if (known.isPresent()) {
        return known;
      }
      // it was given up between the two looks: try again
    }
  }

  private Optional<KeyRecord> claimWithoutFile(KeyRecord mine) throws IOException {
    Optional<KeyRecord> known = find(mine.id());
    boolean free = faults.contains(CLAIMED_TOO_LATE) || claimedHere.add(mine.id());
    return known.isPresent() || free ? known : Optional.of(mine);
  }

  private void forgetTooEarly(String id) throws IOException {
    Long since = recordedAt.get(id);
    if (faults.contains(FORGETS_TOO_EARLY)
        && since != null
        && System.nanoTime() - since > TOO_EARLY.toNanos()) {
      release(id);
    }
  }

  private boolean claim(KeyRecord mine) throws IOException {
    if (faults.contains(CHECKED_THEN_CLAIMED)) {
      boolean free = find(mine.id()).isEmpty();
      if (free) {
        replace(mine);
      }
      return free;
    }
    Path written = write(mine);
    try {
      return link(written, file(mine.id()));
    } finally {
      Files.deleteIfExists(written);
    }
  }

  private synchronized boolean link(Path written, Path file) throws IOException {
    checkOpen();
    try {
      Files.createLink(file, written);
      return true;
    } catch (FileAlreadyExistsException _) {
      return false;
    }
  }

  /// Puts the outcome in the claim's place, for good.
  void record(KeyRecord done) throws IOException {
    if (faults.contains(WRITTEN_WHEN_IT_ENDS)) {
      unwritten.put(done.id(), done);
    } else {
      replace(done);
    }
    claimedHere.remove(done.id());
    recordedAt.put(done.id(), System.nanoTime());
    recorded.add(done.id());
    if (faults.contains(KEEPS_100_KEYS) && recorded.size() > 100) {
      release(recorded.remove());
    }
  }

  private void replace(KeyRecord entry) throws IOException {
    Path written = write(entry);
    move(written, file(entry.id()));
  }

  private synchronized void move(Path written, Path file) throws IOException {
    checkOpen();
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  /// Gives the key up: the next try begins anew.
  synchronized void release(String id) throws IOException {
    checkOpen();
    claimedHere.remove(id);
    Files.deleteIfExists(file(id));
  }

  Optional<KeyRecord> find(String id) throws IOException {
    if (unwritten.containsKey(id)) {
      return Optional.ofNullable(unwritten.get(id));
    }
    try {
      return Optional.of(KeyRecord.read(Files.readAllBytes(file(id))));
    } catch (NoSuchFileException _) {
      return Optional.empty();
    }
  }

  /// All that is known.
  List<KeyRecord> all() throws IOException {
    var entries = new ArrayList<KeyRecord>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(each -> each.toString().endsWith(SUFFIX)).toList()) {
        String name = folder.relativize(file).toString();
        find(name.substring(0, name.length() - SUFFIX.length())).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private Path file(String id) {
    return folder.resolve(id + SUFFIX);
  }

  /// Writes it to the disk, under a name that is not looked for.
  private Path write(KeyRecord entry) throws IOException {
    Path file = folder.resolve(UUID.randomUUID() + ".new");
    Files.write(file, entry.written(), StandardOpenOption.CREATE_NEW);
    try (var channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.force(true);
    }
    return file;
  }

  /// What happens after a kill has no effect.
  private void checkOpen() throws IOException {
    if (closed) {
      throw new IOException("the server has ended");
    }
  }

  /// Writes what is still to be written.
  void flush() throws IOException {
    for (KeyRecord entry : unwritten.values()) {
      replace(entry);
    }
  }

  synchronized void close() {
    closed = true;
  }
}
