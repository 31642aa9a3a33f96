package dev.wireproof.cli.console;

import java.util.Optional;

/// Colours on a terminal that wants them, and plain text everywhere else.
public final class Ansi {

  public static final int BOLD = 1;
  public static final int RED = 31;
  public static final int GREEN = 32;
  static final int YELLOW = 33;
  public static final int MAGENTA = 35;
  public static final int CYAN = 36;
  public static final int GREY = 90;

  private final boolean terminal =
      Optional.ofNullable(System.console()).filter(java.io.Console::isTerminal).isPresent();
  private final boolean colours = terminal && System.getenv("NO_COLOR") == null;

  boolean isTerminal() {
    return terminal;
  }

  public String with(int code, String text) {
    return colours ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
  }
}
