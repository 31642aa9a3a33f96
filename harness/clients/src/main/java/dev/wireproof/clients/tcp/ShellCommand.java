package dev.wireproof.clients.tcp;

import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/// What one connection sent, as a command of a shell: `printf` and `nc`, or `openssl` where the
/// target is encrypted.
final class ShellCommand {

  private ShellCommand() {}

  /// @param events of one connection
  static String of(Target target, List<Event> events) {
    List<Octets> bursts = bursts(events);
    String source =
        bursts.size() == 1
            ? "printf '" + format(bursts.getFirst()) + "'"
            : bursts.stream()
                .map(burst -> "printf '" + format(burst) + "'")
                .collect(Collectors.joining("; sleep 1; ", "{ ", "; }"));
    return source + " | " + client(target, isHalfClosed(events));
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
    if (!TcpEndpoints.isPlain(target)) {
      String bracketed = host.contains(":") ? "[" + host + "]" : host;
      return "openssl s_client -quiet -ign_eof -connect " + bracketed + ":" + TcpEndpoints.port(target);
    }
    return "nc " + (halfClosed ? "-N " : "") + "-w 3 " + host + " " + TcpEndpoints.port(target);
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
