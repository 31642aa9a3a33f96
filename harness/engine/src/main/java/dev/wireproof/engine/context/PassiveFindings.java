package dev.wireproof.engine.context;

import dev.wireproof.wire.Octets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/// What the passive checkers found in all exchanges of a run, filed under the rule that was broken,
/// whichever spec caused the exchange. Safe for use by several threads.
public final class PassiveFindings {

  private static final int MOST_FOR_A_RULE = 50;

  /// One broken rule.
  ///
  /// @param spec the spec in whose exchange it was seen
  /// @param sent what led to it
  /// @param received what broke the rule
  public record Finding(String expected, String saw, String spec, Octets sent, Octets received) {}

  private final Map<String, List<Finding>> findings = new ConcurrentHashMap<>();
  private final Map<String, AtomicLong> exchanges = new ConcurrentHashMap<>();

  /// Counts an exchange of a protocol that was checked.
  public void exchanged(String protocol) {
    exchanges.computeIfAbsent(protocol, _ -> new AtomicLong()).incrementAndGet();
  }

  public long exchanges(String protocol) {
    AtomicLong count = exchanges.get(protocol);
    return count == null ? 0 : count.get();
  }

  public void add(String rule, Finding finding) {
    List<Finding> of = findings.computeIfAbsent(rule, _ -> new CopyOnWriteArrayList<>());
    if (of.size() < MOST_FOR_A_RULE) {
      of.add(finding);
    }
  }

  public List<Finding> of(String rule) {
    return findings.getOrDefault(rule, List.of());
  }
}
