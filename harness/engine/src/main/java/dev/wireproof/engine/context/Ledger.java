package dev.wireproof.engine.context;

import dev.wireproof.wire.Octets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// What the passive checkers found in all exchanges of a run, filed under the rule that was broken,
/// whichever spec caused the exchange; and what specs found out about the target. Safe for use by
/// several threads.
public final class Ledger {

  private static final int MOST_ENTRIES_A_RULE = 50;

  /// One broken rule.
  ///
  /// @param spec the spec in whose exchange it was seen
  /// @param sent what led to it
  /// @param received what broke the rule
  public record Entry(String expected, String saw, String spec, Octets sent, Octets received) {}

  private final Map<String, List<Entry>> entries = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> exchanges = new ConcurrentHashMap<>();
  private final Map<Class<?>, Object> findings = new ConcurrentHashMap<>();

  /// Counts an exchange of a protocol that was checked.
  public void exchanged(String protocol) {
    exchanges.computeIfAbsent(protocol, _ -> new AtomicLong()).incrementAndGet();
  }

  public long exchanges(String protocol) {
    AtomicLong count = exchanges.get(protocol);
    return count == null ? 0 : count.get();
  }

  public void enter(String rule, Entry entry) {
    List<Entry> of = entries.computeIfAbsent(rule, _ -> new CopyOnWriteArrayList<>());
    if (of.size() < MOST_ENTRIES_A_RULE) {
      of.add(entry);
    }
  }

  /// Something about the target that one spec found out and others need too.
  ///
  /// @param find makes it when it is asked for the first time; it must not take long
  public <T> T known(Class<T> what, Supplier<T> find) {
    return what.cast(findings.computeIfAbsent(what, _ -> find.get()));
  }

  public List<Entry> of(String rule) {
    return entries.getOrDefault(rule, List.of());
  }
}
