package dev.wireproof.reference.syncasync;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What a server that waits and computes gets wrong.
enum SyncAsyncFault implements Fault {
  LEAVES_C_OUT("Asks for a and b, as it did in its first version.", "fanout.answer"),
  ONE_AFTER_ANOTHER("Asks for a, waits, asks for b, waits, asks for c.", "fanout.together"),
  POOL_OF_TWO("Asks on two threads, so that the third call waits for a result.", "fanout.together"),
  NAMED_AS_THEY_COME(
      "Takes the first answer for that of a, the second for that of b.", "fanout.any-order"),
  ASKS_TWICE(
      "Makes each call twice and takes the response that comes first.", "fanout.once", "wait.once"),
  QUERY_ENCODED_ANEW(
      "Decodes the query string and encodes it again.", "fanout.query", "wait.query"),
  QUERY_OF_ITS_OWN("Makes a query string up where there is none.", "fanout.query", "wait.query"),
  BODIES_IN_LATIN_1("Reads what the upstream says as Latin-1.", "fanout.text"),
  BODIES_TRIMMED("Trims what the upstream says.", "fanout.text"),
  ANY_STATUS_IS_FINE("Does not look at the upstream's status.", "fanout.failure", "wait.failure"),
  CUT_IS_500("Answers 500 when the upstream cuts a call.", "fanout.failure", "wait.failure"),
  FAN_OUT_LOCKED("Answers one fan-out at a time.", "fanout.side-by-side"),
  SLOW_IN_CAPITALS("Answers a wait with what the upstream said, in capitals.", "wait.answer"),
  FRONT_PAGE_BEHIND_WAITS(
      "Waits for the upstream on the thread that answers GET /.",
      "wait.others-served",
      "wait.many"),
  POOL_OF_SIXTEEN("Keeps at most sixteen connections to its upstream.", "wait.many"),
  GIVES_UP_AFTER_A_SECOND("Gives its upstream a second, and then up.", "wait.patient"),
  WAITS_BUSILY("Asks again and again whether the answer is there yet.", "wait.processor"),
  ROUND_TOO_MANY("Hashes once too often.", "compute.right"),
  HASHES_HEX("Hashes the hexadecimal digits of the round before.", "compute.right"),
  NEAREST_N("Takes the nearest n that it can do.", "compute.range"),
  N_DEFAULTS_TO_1("Takes 1 where n is not a number.", "compute.range"),
  COMPUTES_ON_THE_LOOP(
      "Computes on the one thread that serves all connections.", "compute.others-served"),
  LOGGED_WITH_200("Answers a new record with 200.", "log.answer"),
  LOG_MISSING("Has no log that one could ask for.", "log.order", "wait.others-served"),
  NEWEST_FIRST(
      "Shows the newest record first.", "log.order", "log.async-beginning", "log.sync-durable"),
  NUMBERED_IN_TWO_STEPS(
      "Looks which number is next, and takes it in a second step.", "log.parallel"),
  LOGGED_IN_LATIN_1("Keeps texts in Latin-1.", "log.characters", "log.sync-durable"),
  TEXT_UNCHECKED("Takes anything for a text.", "log.refused"),
  SYNC_UNCHECKED("Takes whatever is not “true” for sync=false.", "log.sync-refused"),
  NO_JSON_IS_500("Answers 500 to what is not JSON.", "log.no-json"),
  REFUSES_WITHOUT_A_WORD(
      "Ends the connection without an answer where it should refuse.",
      "log.refused",
      "log.sync-refused",
      "log.no-json",
      "compute.range"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "log.problem"),
  BUFFERED(
      "Keeps records in a buffer until it is full, whatever sync says.",
      "log.sync-durable",
      "log.sync-in-flight",
      "log.ids-after-restart"),
  LINES_OF_TEXT("Writes a text as it is, a record for each line.", "log.sync-durable"),
  EVERY_OTHER_BUFFERED(
      "Writes every other record through a buffer of its own.", "log.async-beginning"),
  NUMBERED_FROM_1("Begins with the number 1 at each start.", "log.ids-after-restart"),
  ENDS_ON_PERCENT_SIGN(
      "Ends when a percent sign in a query has no digits behind it.", "robustness.survives");

  private final String description;
  private final Set<String> kills;

  SyncAsyncFault(String description, String... kills) {
    this.description = description;
    this.kills = Fault.rules("sync-async", kills);
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
