package dev.wireproof.reference.tcpecho;

import dev.wireproof.reference.Fault;
import java.util.Locale;
import java.util.Set;

/// What the echo server can be told to get wrong.
enum EchoFault implements Fault {
  GREETS("sends a greeting to whoever connects", "tcp-echo.line.echoed"),
  PIECES_FORGOTTEN(
      "takes what one read returns for the beginning of a line",
      "tcp-echo.line.in-pieces",
      "tcp-echo.line.long",
      "tcp-echo.octets.character-in-pieces",
      "tcp-echo.connections.own-lines",
      "tcp-echo.lifecycle.in-flight-finished"),
  HALF_LINE_ECHOED(
      "sends back whatever comes, without waiting for the line's end",
      "tcp-echo.line.not-before-its-end"),
  FIRST_LINE_ONLY(
      "takes one line out of what one read returns, and drops the rest",
      "tcp-echo.line.several-at-once",
      "tcp-echo.line.order"),
  SHORT_LINES_FIRST(
      "answers a long queue of lines in the order of their length", "tcp-echo.line.order"),
  LONG_LINE_CUT("has room for 4096 octets of a line", "tcp-echo.line.long"),
  DECODED_AS_UTF8("decodes and encodes lines as UTF-8", "tcp-echo.octets.intact"),
  CARRIAGE_RETURN_STRIPPED("takes CR LF for the end of a line", "tcp-echo.octets.intact"),
  BLANKS_TRIMMED("trims lines", "tcp-echo.octets.intact"),
  EMPTY_LINE_DROPPED("has nothing to say to an empty line", "tcp-echo.octets.intact"),
  ENDS_AT_NUL("takes NUL for the end of a text", "tcp-echo.octets.intact"),
  READS_DECODED_ALONE(
      "decodes what each read returns by itself", "tcp-echo.octets.character-in-pieces"),
  ONE_CLIENT_AT_A_TIME(
      "accepts the next client when the one before has gone",
      "tcp-echo.connections.silent-client",
      "tcp-echo.connections.many",
      "tcp-echo.connections.own-lines",
      "tcp-echo.connections.unread"),
  SIXTEEN_CLIENTS(
      "serves sixteen clients at once and lets others wait", "tcp-echo.connections.many"),
  SHARED_BUFFER("keeps half lines of all clients in one buffer", "tcp-echo.connections.own-lines"),
  RESET_HURTS_THE_NEXT(
      "fails on a reset connection, and the next client is not served",
      "tcp-echo.connections.reset"),
  ONE_LOCK_FOR_ALL(
      "holds a lock of all clients while it writes to one", "tcp-echo.connections.unread"),
  HALF_CLOSE_DROPS_LINES(
      "closes when the client has finished sending, whatever is not yet sent back",
      "tcp-echo.half-close.answered"),
  HALF_CLOSE_LINGERS(
      "does not close when the client has finished sending", "tcp-echo.half-close.closed"),
  SECOND_ADDRESS("listens on another address too", "tcp-echo.listen.declared-address"),
  SIGTERM_IGNORED(
      "goes on when it is told to end",
      "tcp-echo.lifecycle.exits-in-time",
      "tcp-echo.lifecycle.listener-closed-first",
      "tcp-echo.lifecycle.restart"),
  SIGTERM_CUTS("ends in the middle of a line", "tcp-echo.lifecycle.in-flight-finished"),
  ACCEPTS_TO_THE_END(
      "takes new clients until the last line is finished",
      "tcp-echo.lifecycle.listener-closed-first"),
  PORT_NOT_REUSED(
      "listens without SO_REUSEADDR, so lingering connections hold its port",
      "tcp-echo.lifecycle.restart"),
  STALE_LOCK(
      "will not start while the lock of a killed one is there",
      "tcp-echo.lifecycle.accepts-in-time");

  private final String description;
  private final Set<String> kills;

  EchoFault(String description, String... kills) {
    this.description = description;
    this.kills = Set.of(kills);
  }

  @Override
  public String id() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
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
