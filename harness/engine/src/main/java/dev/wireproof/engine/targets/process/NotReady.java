package dev.wireproof.engine.targets.process;

import dev.wireproof.engine.sut.TargetUnusable;
import dev.wireproof.engine.targets.file.TargetFile;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// Why a started server is not ready: what was seen, what it printed, and how that is mended.
final class NotReady {

  private static final int CANNOT_EXECUTE = 126;
  private static final int NO_SUCH_PROGRAM = 127;

  private final TargetFile file;
  private final InetSocketAddress wanted;
  private final List<InetSocketAddress> listening;
  private final boolean isLeftBehind;
  private final String printed;
  private final String byHand;

  /// @param wanted where it should listen
  /// @param kin what is alive of it
  /// @param printed its last words
  NotReady(
      TargetFile file,
      InetSocketAddress wanted,
      List<ProcessHandle> kin,
      String printed,
      String byHand) {
    this.file = file;
    this.byHand = byHand;
    this.wanted = wanted;
    this.listening = Listening.of(kin);
    this.isLeftBehind = !kin.isEmpty();
    this.printed = printed;
  }

  /// It ended before it was ready.
  TargetUnusable ended(int code) {
    return unusable(
        file.name()
            + " ended with "
            + ExitStatus.of(code)
            + " before it was ready"
            + (isLeftBehind ? ", and left processes behind; " + where() : ""),
        mendEnd(code));
  }

  private String mendEnd(int code) {
    if (isLeftBehind) {
      return "“start” has to be the server itself, in the foreground: no “&”, no daemon; a shell"
          + " script ends with “exec” and the server";
    }
    return switch (code) {
      case 0 ->
          "a server goes on until it gets SIGTERM: let the program wait for clients, and not reach"
              + " its end";
      case CANNOT_EXECUTE, NO_SUCH_PROGRAM ->
          "look at the program that “start” names, and at the first line (#!) of a script";
      default -> "find out more by hand: " + byHand;
    };
  }

  /// It is alive, and late.
  TargetUnusable late() {
    return unusable(
        file.name()
            + " did not become ready ("
            + file.ready().name().toLowerCase(Locale.ROOT)
            + " at "
            + text(wanted)
            + ") within "
            + file.readyWithin().toMillis()
            + " ms; "
            + where(),
        mendLateness());
  }

  private String where() {
    return listening.isEmpty()
        ? "it listens nowhere"
        : "it listens at "
            + listening.stream().map(NotReady::text).collect(Collectors.joining(", "));
  }

  private String mendLateness() {
    if (listening.stream().anyMatch(wanted::equals)) {
      return "it must take connections there" + file.ready().beyondListening();
    }
    boolean isPortRight =
        listening.stream().anyMatch(address -> address.getPort() == wanted.getPort());
    if (isPortRight) {
      return "take the address from the environment variable HOST";
    }
    return listening.isEmpty()
        ? "listen at HOST and PORT, two variables of its environment; if it only needs longer, say"
            + " “ready-within: 30s” in wireproof.yaml"
        : "take the port from the environment variable PORT";
  }

  private TargetUnusable unusable(String what, String mend) {
    var lines = new ArrayList<String>();
    lines.add(what);
    if (printed.isEmpty()) {
      lines.add("It printed nothing.");
    } else {
      lines.add("It printed last:");
      printed.lines().map(line -> "  " + line).forEach(lines::add);
    }
    lines.add("To mend it: " + mend);
    return new TargetUnusable(String.join("\n", lines));
  }

  private static String text(InetSocketAddress address) {
    String host = address.getAddress().getHostAddress();
    return (host.contains(":") ? "[" + host + "]" : host) + ":" + address.getPort();
  }
}
