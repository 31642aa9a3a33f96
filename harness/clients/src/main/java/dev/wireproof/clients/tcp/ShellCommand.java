package dev.wireproof.clients.tcp;

import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Ended;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/// What one connection sent, as a command of a shell: `printf` and `nc`, or `openssl` where the
/// target is encrypted.
final class ShellCommand {

  private final String host;
  private final int port;
  private final boolean tls;

  private ShellCommand(String host, int port, boolean tls) {
    this.host = host;
    this.port = port;
    this.tls = tls;
  }

  static ShellCommand of(Target target) {
    return new ShellCommand(
        target.hostName(), TcpEndpoints.port(target), !TcpEndpoints.isPlain(target));
  }

  /// Empty where it went over something else than TCP.
  Optional<String> command(List<Event> exchange) {
    boolean tcp =
        exchange.stream()
            .allMatch(event ->
                event instanceof Event.OnChannel on
                    && on.channel().lowest().layer().equals(Channel.TCP));
    return tcp ? Optional.of(line(exchange)) : Optional.empty();
  }

  private String line(List<Event> events) {
    List<Octets> bursts = bursts(events);
    String source =
        bursts.size() == 1
            ? "printf '" + format(bursts.getFirst()) + "'"
            : bursts.stream()
                .map(burst -> "printf '" + format(burst) + "'")
                .collect(Collectors.joining("; sleep 1; ", "{ ", "; }"));
    return source + " | " + client(isHalfClosed(events));
  }

  /// What was sent without seeing or awaiting anything in between.
  private static List<Octets> bursts(List<Event> events) {
    var bursts = new ArrayList<Octets>();
    boolean paused = true;
    for (Event event : events) {
      if (event instanceof Event.Sent sent) {
        Octets before = paused ? Octets.NONE : bursts.removeLast();
        bursts.add(before.plus(sent.octets()));
        paused = false;
      } else if (event instanceof Event.Received || event instanceof Event.Silent) {
        paused = true;
      }
    }
    return bursts;
  }

  private static boolean isHalfClosed(List<Event> events) {
    return events.stream()
        .anyMatch(event ->
            event instanceof Ended ended
                && ended.by() == Side.HARNESS
                && (ended.how() == How.FIN || ended.how() == How.CLOSE_NOTIFY));
  }

  private String client(boolean halfClosed) {
    if (tls) {
      String bracketed = host.contains(":") ? "[" + host + "]" : host;
      return "openssl s_client -quiet -ign_eof -connect " + bracketed + ":" + port;
    }
    return "nc " + (halfClosed ? "-N " : "") + "-w 3 " + host + " " + port;
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
