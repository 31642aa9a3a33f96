package dev.wireproof.harness.evidence;

import dev.wireproof.harness.target.Target;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import java.util.List;

/// A shell command that sends what a spec sent on its last connection, with tools that every
/// machine has: `printf` and `nc`, or `openssl` where the target is encrypted.
public final class Reproduction {

  private static final int MOST_OCTETS = 2_000;

  private Reproduction() {}

  /// The command; empty when nothing was sent, or too much for a command line.
  public static String of(Target target, List<Event> transcript) {
    int connection =
        transcript.stream()
            .filter(event -> event.kind() == Kind.SENT)
            .mapToInt(Event::connection)
            .max()
            .orElse(0);
    List<Event> sent =
        transcript.stream()
            .filter(event -> event.kind() == Kind.SENT && event.connection() == connection)
            .toList();
    Octets octets = Octets.join(sent.stream().map(Event::octets).toList());
    boolean cut = sent.stream().anyMatch(Event::isCut);
    if (octets.isEmpty() || cut || octets.size() > MOST_OCTETS) {
      return "";
    }
    return "printf '" + format(octets) + "' | " + client(target);
  }

  private static String client(Target target) {
    String host = target.hostName();
    if (target.isTls()) {
      String bracketed = host.contains(":") ? "[" + host + "]" : host;
      return "openssl s_client -quiet -ign_eof -connect " + bracketed + ":" + target.port();
    }
    return "nc -w 3 " + host + " " + target.port();
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
