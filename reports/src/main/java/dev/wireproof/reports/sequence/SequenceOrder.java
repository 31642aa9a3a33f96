package dev.wireproof.reports.sequence;

import static java.util.stream.Collectors.toList;

import dev.wireproof.engine.evidence.Participant;
import dev.wireproof.reports.sequence.Sequence.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Puts messages that might as well have come in another order into one.
final class SequenceOrder {

  private SequenceOrder() {}

  /// A message, and the connection on which it travelled.
  ///
  /// @param octets whether it is octets, and no note, reset or leave
  /// @param piece whether it goes on with a message that began before
  record Placed(int connection, Message message, boolean octets, boolean piece) {

    private boolean arrives() {
      return octets && message.from() == Participant.SERVER;
    }

    /// Whether a response begins.
    private boolean isHead() {
      return !piece && message.to() == Participant.CLIENT;
    }
  }

  static List<Message> of(List<Placed> placed) {
    var ordered = new ArrayList<Message>();
    var arriving = new ArrayList<Placed>();
    for (Placed each : placed) {
      if (!each.arrives()) {
        flush(arriving, ordered);
        ordered.add(each.message());
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
  private static void flush(List<Placed> arriving, List<Message> ordered) {
    var connections =
        arriving.stream()
            .collect(Collectors.groupingBy(Placed::connection, TreeMap::new, toList()));
    for (List<Placed> each : connections.values()) {
      each.stream().takeWhile(Placed::isHead).map(Placed::message).forEach(ordered::add);
    }
    for (List<Placed> each : connections.values()) {
      each.stream().dropWhile(Placed::isHead).map(Placed::message).forEach(ordered::add);
    }
    arriving.clear();
  }
}
