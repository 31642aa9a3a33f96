package dev.wireproof.reports.scene;

import static java.util.stream.Collectors.toList;

import dev.wireproof.reports.scene.Step.Actor;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// A step, and the connection on which it happened.
record Told(int connection, Step step) {

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

  /// What arrives on several connections between two actions of the client, or of the upstream, may
  /// arrive in any order, and is drawn in one: the heads with which each begins, then the rest, by
  /// connection. On one connection the order is what came.
  private static void flush(List<Told> arriving, List<Step> ordered) {
    var connections =
        arriving.stream().collect(Collectors.groupingBy(Told::connection, TreeMap::new, toList()));
    for (List<Told> each : connections.values()) {
      each.stream().takeWhile(Told::isHead).map(Told::step).forEach(ordered::add);
    }
    for (List<Told> each : connections.values()) {
      each.stream().dropWhile(Told::isHead).map(Told::step).forEach(ordered::add);
    }
    arriving.clear();
  }

  private boolean arrives() {
    return step.from() == Actor.SERVER
        && (step.to() == Actor.CLIENT || step.to() == Actor.UPSTREAM)
        && !step.label().equals("RST");
  }

  private boolean isHead() {
    return step.label().matches("(?s)\\d{3} .*");
  }
}
