package dev.wireproof.reports.scene;

import dev.wireproof.reports.scene.Step.Actor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// A step, and the connection on which it happened.
record Told(int connection, Step step) {

  /// Heads first, then by connection: what arrives on several connections between two actions of
  /// the client may arrive in any order, and is drawn in one.
  private static final Comparator<Told> ORDER =
      Comparator.comparing((Told told) -> !told.isHead()).thenComparingInt(Told::connection);

  /// The steps, with those that might as well have come in another order put into one.
  static List<Step> inOrder(List<Told> told) {
    var ordered = new ArrayList<Step>();
    var arriving = new ArrayList<Told>();
    for (Told each : told) {
      if (!each.arrives()) {
        flush(arriving, ordered);
        ordered.add(each.step());
      } else {
        arriving.add(each);
      }
    }
    flush(arriving, ordered);
    return ordered;
  }

  private static void flush(List<Told> arriving, List<Step> ordered) {
    arriving.stream().sorted(ORDER).map(Told::step).forEach(ordered::add);
    arriving.clear();
  }

  private boolean arrives() {
    return step.from() == Actor.SERVER && step.to() == Actor.CLIENT && !step.label().equals("RST");
  }

  private boolean isHead() {
    return step.label().matches("\\d{3} .*");
  }
}
