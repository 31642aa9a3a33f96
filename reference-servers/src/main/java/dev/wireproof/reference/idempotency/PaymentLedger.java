package dev.wireproof.reference.idempotency;

import static dev.wireproof.reference.idempotency.IdempotencyFault.ATTEMPTS_IN_LEDGER;
import static dev.wireproof.reference.idempotency.IdempotencyFault.DECLINED_IN_LEDGER;
import static dev.wireproof.reference.idempotency.IdempotencyFault.LEDGER_BEFORE_KEY;
import static dev.wireproof.reference.idempotency.IdempotencyFault.LEDGER_MISSING;
import static dev.wireproof.reference.idempotency.IdempotencyFault.LEDGER_OF_ONE_PROCESS;
import static dev.wireproof.reference.idempotency.IdempotencyFault.LEDGER_READ_ONCE;

import dev.wireproof.reference.web.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/// All payments that were made: the records themselves, seen as a list. A list of its own would be
/// a second truth.
final class PaymentLedger {

  private final PaymentStore store;
  private final Set<IdempotencyFault> faults;
  private final List<KeyRecord> repeats = new CopyOnWriteArrayList<>();
  private final Set<String> recordedHere = ConcurrentHashMap.newKeySet();
  private List<Map<String, Object>> cached = List.of();

  PaymentLedger(PaymentStore store, Set<IdempotencyFault> faults) {
    this.store = store;
    this.faults = faults;
  }

  synchronized Map<String, Object> shown() throws IOException, Problem {
    if (faults.contains(LEDGER_MISSING)) {
      throw new Problem(404, "There is no ledger.");
    }
    if (!faults.contains(LEDGER_READ_ONCE) || cached.isEmpty()) {
      cached = entries().stream().map(KeyRecord::shown).toList();
    }
    return Map.of("payments", cached);
  }

  private List<KeyRecord> entries() throws IOException {
    var entries = new ArrayList<>(store.all());
    entries.addAll(repeats);
    entries.removeIf(entry -> !belongs(entry));
    return entries;
  }

  private boolean belongs(KeyRecord entry) {
    if (faults.contains(LEDGER_OF_ONE_PROCESS) && !recordedHere.contains(entry.id())) {
      return false;
    }
    return entry.isPaid() || (faults.contains(DECLINED_IN_LEDGER) && entry.status() == 402);
  }

  void recorded(KeyRecord entry) {
    recordedHere.add(entry.id());
  }

  void repeated(KeyRecord entry) {
    if (faults.contains(ATTEMPTS_IN_LEDGER)) {
      repeats.add(entry);
    }
  }

  /// A second truth: an entry that is there before the payment is made.
  KeyRecord enterEarly(KeyRecord mine) throws IOException {
    var early = new KeyRecord(UUID.randomUUID().toString(), mine.payment(), mine.worker(), 201, "");
    if (faults.contains(LEDGER_BEFORE_KEY)) {
      store.record(early);
    }
    return early;
  }

  void withdraw(KeyRecord early) throws IOException {
    if (faults.contains(LEDGER_BEFORE_KEY)) {
      store.release(early.id());
    }
  }
}
