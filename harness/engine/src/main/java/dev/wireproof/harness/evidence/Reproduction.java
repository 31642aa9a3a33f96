package dev.wireproof.harness.evidence;

import dev.wireproof.harness.target.Target;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;

/// A shell command that sends what a spec sent on its last connection, with tools that every
/// machine has: `printf` and `nc`, or `openssl` where the target is encrypted.
public final class Reproduction {

  private static final int MOST_OCTETS = 2_000;

  private Reproduction() {}

  /// The command; empty when nothing was sent, or too much for a command line, or when the exchange
  /// needs other connections that stay open.
  public static String of(Target target, List<Event> all) {
    List<Event> transcript = asClient(all);
    int connection =
        transcript.stream()
            .filter(event -> event.kind() == Kind.SENT)
            .mapToInt(Event::connection)
            .max()
            .orElse(0);
    List<Event> events =
        transcript.stream().filter(event -> event.connection() == connection).toList();
    List<Event> sent = events.stream().filter(event -> event.kind() == Kind.SENT).toList();
    long octets = sent.stream().mapToLong(Event::size).sum();
    boolean cut = sent.stream().anyMatch(Event::isCut);
    if (octets == 0 || cut || octets > MOST_OCTETS || leansOnOthers(transcript, connection)) {
      return "";
    }
    List<Octets> bursts = bursts(events);
    String source =
        bursts.size() == 1
            ? "printf '" + format(bursts.getFirst()) + "'"
            : bursts.stream()
                .map(burst -> "printf '" + format(burst) + "'")
                .collect(Collectors.joining("; sleep 1; ", "{ ", "; }"));
    return source + " | " + client(target, isHalfClosed(events));
  }

  /// Without the connections on which the other side speaks first: they were opened to an upstream
  /// that the harness owns, and what it answers there is not for the target.
  private static List<Event> asClient(List<Event> all) {
    var first = new HashMap<Integer, Kind>();
    all.forEach(event -> first.putIfAbsent(event.connection(), event.kind()));
    return all.stream().filter(event -> first.get(event.connection()) != Kind.RECEIVED).toList();
  }

  /// Whether another connection had something under way when the last one began.
  private static boolean leansOnOthers(List<Event> transcript, int connection) {
    var open = new HashSet<Integer>();
    for (Event event : transcript) {
      if (event.connection() == connection && event.kind() == Kind.SENT) {
        return !open.isEmpty();
      }
      switch (event.kind()) {
        case SENT -> open.add(event.connection());
        case CLOSED, FINISHED, RESET -> open.remove(event.connection());
        default -> {}
      }
    }
    return false;
  }

  /// What was sent without seeing or awaiting anything in between.
  private static List<Octets> bursts(List<Event> events) {
    var bursts = new ArrayList<Octets>();
    boolean paused = true;
    for (Event event : events) {
      switch (event.kind()) {
        case SENT -> {
          Octets before = paused ? Octets.NONE : bursts.removeLast();
          bursts.add(before.plus(event.octets()));
          paused = false;
        }
        case RECEIVED, SILENCE -> paused = true;
        default -> {}
      }
    }
    return bursts;
  }

  private static boolean isHalfClosed(List<Event> events) {
    return events.stream().anyMatch(event -> event.kind() == Kind.HALF_CLOSED);
  }

  private static String client(Target target, boolean halfClosed) {
    String host = target.hostName();
    if (target.isTls()) {
      String bracketed = host.contains(":") ? "[" + host + "]" : host;
      return "openssl s_client -quiet -ign_eof -connect " + bracketed + ":" + target.port();
    }
    return "nc " + (halfClosed ? "-N " : "") + "-w 3 " + host + " " + target.port();
  }

  /// As the format of POSIX printf: octal escapes, since `\x` is not portable.
  private static String format(Octets octets) {
    var text = new StringBuilder();
    for (int i = 0; i < octets.size(); i++) {
      int octet = octets.at(i);
      switch (octet) {
        case '\r' -> text.append("\\r");
        case '\n' -> text.append("\\n");
        case '\t' -> text.append("\\t");
        case '\\' -> text.append("\\\\");
        case '%' -> text.append("%%");
        case '\'' -> text.append("'\\''");
        default -> {
          if (octet >= 0x20 && octet < 0x7f) {
            text.append((char) octet);
          } else {
            text.append("\\%03o".formatted(octet));
          }
        }
      }
    }
    return text.toString();
  }
}
