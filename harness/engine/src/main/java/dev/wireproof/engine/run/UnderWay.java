package dev.wireproof.engine.run;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.run.Run.Item;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/// Which specs are speaking with the target, and which ended last. Safe for use by several threads.
final class UnderWay {

  /// So many that ended before are suspected too: a target may go down a moment after an answer.
  private static final int MOST_ENDED = 16;

  /// A spec that began.
  record Entry(Item item, SpecContext context) {
    String fullId() {
      return context.specId();
    }
  }

  private final Set<Entry> open = new LinkedHashSet<>();
  private final Deque<Entry> ended = new ArrayDeque<>();

  synchronized Entry begin(Item item, SpecContext context) {
    var entry = new Entry(item, context);
    open.add(entry);
    return entry;
  }

  synchronized void end(Entry entry) {
    open.remove(entry);
    ended.remove(entry);
    ended.addFirst(entry);
    if (ended.size() > MOST_ENDED) {
      ended.removeLast();
    }
  }

  /// Those under way, oldest first.
  synchronized List<Entry> now() {
    return List.copyOf(open);
  }

  /// Who may have brought the target down: those under way, oldest first, then those that ended
  /// before, the last first.
  synchronized List<Entry> suspects() {
    var all = new ArrayList<>(open);
    all.addAll(ended);
    return List.copyOf(all);
  }
}
