package dev.wireproof.reference.tcpecho;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What the echo server can get wrong on purpose.
enum EchoFault implements Fault {
  GREETS("Sends a greeting to each client that connects.", "tcp-echo.line.echoed"),
  PIECES_FORGOTTEN(
      "Takes what one read returns for the beginning of a line.",
      "tcp-echo.line.in-pieces",
      "tcp-echo.line.long",
      "tcp-echo.octets.character-in-pieces",
      "tcp-echo.connections.own-lines",
      "tcp-echo.lifecycle.in-flight-finished"),
  HALF_LINE_ECHOED(
      "Sends back whatever comes, without waiting for the line's end.",
      "tcp-echo.line.not-before-its-end"),
  FIRST_LINE_ONLY(
      "Takes one line out of what one read returns, and drops the rest.",
      "tcp-echo.line.several-at-once",
      "tcp-echo.line.order"),
  SHORT_LINES_FIRST(
      "Answers a long queue of lines in the order of their length.", "tcp-echo.line.order"),
  LONG_LINE_CUT("Has room for 4096 octets of a line.", "tcp-echo.line.long"),
  DECODED_AS_UTF8("Decodes and encodes lines as UTF-8.", "tcp-echo.octets.intact"),
  CARRIAGE_RETURN_STRIPPED("Takes CR LF for the end of a line.", "tcp-echo.octets.intact"),
  BLANKS_TRIMMED("Trims lines.", "tcp-echo.octets.intact"),
  EMPTY_LINE_DROPPED("Has nothing to say to an empty line.", "tcp-echo.octets.intact"),
  ENDS_AT_NUL("Takes NUL for the end of a text.", "tcp-echo.octets.intact"),
  READS_DECODED_ALONE(
      "Decodes what each read returns by itself.", "tcp-echo.octets.character-in-pieces"),
  ONE_CLIENT_AT_A_TIME(
      "Accepts the next client when the one before has gone.",
      "tcp-echo.connections.silent-client",
      "tcp-echo.connections.many",
      "tcp-echo.connections.own-lines",
      "tcp-echo.connections.unread"),
  SIXTEEN_CLIENTS(
      "Serves sixteen clients at once and lets others wait.", "tcp-echo.connections.many"),
  SHARED_BUFFER("Keeps half lines of all clients in one buffer.", "tcp-echo.connections.own-lines"),
  RESET_HURTS_THE_NEXT(
      "Fails on a reset connection, and the next client is not served.",
      "tcp-echo.connections.reset"),
  ONE_LOCK_FOR_ALL(
      "Holds a lock of all clients while it writes to one.", "tcp-echo.connections.unread"),
  HALF_CLOSE_DROPS_LINES(
      "Closes when the client has finished sending, whatever is not yet sent back.",
      "tcp-echo.half-close.answered"),
  HALF_CLOSE_LINGERS(
      "Does not close when the client has finished sending.", "tcp-echo.half-close.closed"),
  SECOND_ADDRESS("Listens on another address too.", "tcp-echo.listen.declared-address"),
  SIGTERM_IGNORED(
      "Goes on when it is asked to end.",
      "tcp-echo.lifecycle.exits-in-time",
      "tcp-echo.lifecycle.listener-closed-first",
      "tcp-echo.lifecycle.restart"),
  SIGTERM_CUTS("Ends in the middle of a line.", "tcp-echo.lifecycle.in-flight-finished"),
  ACCEPTS_TO_THE_END(
      "Takes new clients until the last line is finished.",
      "tcp-echo.lifecycle.listener-closed-first"),
  PORT_NOT_REUSED(
      "Listens without SO_REUSEADDR, so lingering connections hold its port.",
      "tcp-echo.lifecycle.restart"),
  STALE_LOCK(
      "Will not start while the lock of a killed one is there.",
      "tcp-echo.lifecycle.accepts-in-time"),
  LINE_TAKEN_FOR_FORMAT(
      "Takes a line for a format, and ends when that writes through a pointer.",
      "tcp-echo.robustness.survives");

  private final String description;
  private final Set<String> kills;

  EchoFault(String description, String... kills) {
    this.description = description;
    this.kills = Set.of(kills);
  }

  @Override
  public String description() {
    return description;
  }

  @Override
  public Set<String> kills() {
    return kills;
  }
}
