package dev.wireproof.reference.idempotency;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What a payment server gets wrong.
enum IdempotencyFault implements Fault {
  ANSWERED_WITH_200("Answers a new payment with 200.", "payment.created"),
  LOCATION_OF_ALL("Names the collection as Location of a new payment.", "payment.location"),
  UNKNOWN_ID_IS_200("Answers an unknown payment with 200 and an empty object.", "payment.unknown"),
  AMOUNT_SENT_AS_TEXT("Sends the amount to the upstream as a text.", "effect.charge"),
  OWN_KEY_FOR_EACH_CALL(
      "Makes a new key for each call of the upstream, so a repeat there is another charge.",
      "effect.key-passed-on",
      "crash.repeat"),
  LEDGER_MISSING("Keeps no ledger that one could ask for.", "ledger.shows", "instance.ledger"),
  LEDGER_READ_ONCE("Reads the ledger once and keeps it.", "ledger.shows"),
  REPLAYED_WITH_200("Answers the repeat with 200 instead of the first status.", "replay.status"),
  REPLAYED_WITHOUT_BODY(
      "Remembers the key and not the answer: the repeat gets an empty object.", "replay.body"),
  REPLAYED_WITHOUT_LOCATION("Leaves Location out of the repeat's answer.", "replay.location"),
  CHARGED_AGAIN_ON_REPLAY(
      "Calls the upstream for the repeat too, and answers what was recorded.",
      "replay.no-second-call",
      "race.one-call",
      "lost.repeat",
      "memory.many-keys",
      "memory.ttl",
      "crash.answered",
      "restart.knows-key",
      "instance.knows-key"),
  ATTEMPTS_IN_LEDGER("Enters each attempt in the ledger.", "replay.ledger-once"),
  EQUAL_PAYMENT_IS_A_REPEAT(
      "Takes an equal payment under another key for a repeat.", "key.other-key"),
  BODY_BELONGS_TO_THE_KEY(
      "Looks payments up by key and body together.", "key.other-payment", "race.other-payment"),
  PAYLOAD_NOT_COMPARED(
      "Answers another payment under a known key with the old answer.", "key.other-payment"),
  ONLY_AMOUNT_COMPARED(
      "Compares the amount and not the payee, when a key comes again.", "key.other-payment"),
  KEY_OPTIONAL("Makes a key up where there is none.", "key.missing"),
  KEY_NOT_PARSED("Takes any text for a key.", "key.invalid"),
  KEY_CUT_AT_64("Keeps 64 characters of a key, as its column is wide.", "key.whole"),
  KEY_IN_LOWER_CASE("Looks keys up without regard to case.", "key.case-sensitive"),
  QUOTES_BELONG_TO_THE_KEY("Takes a quoted and an unquoted key for two.", "key.unquoted"),
  KEY_READ_ON_GET("Answers any method from the record of its key.", "key.ignored-on-get"),
  CLAIMED_TOO_LATE(
      "Records the key when the effect is done, and nothing before.",
      "race.one-call",
      "race.answers",
      "race.other-payment",
      "instance.race"),
  CHECKED_THEN_CLAIMED("Looks whether the key is free, then writes it down.", "race.one-call"),
  IN_PROGRESS_IS_201(
      "Answers a repeat with what is known so far, while the first is still in progress.",
      "race.answers"),
  RETRY_AFTER_MISSING(
      "Refuses a repeat with 409 and does not say when to try again.", "race.retry-after"),
  RETRY_AFTER_IN_MILLISECONDS("Writes milliseconds into Retry-After.", "race.retry-after"),
  PAYEE_LOCKED("Locks the payee's account while the upstream is called.", "race.other-key-goes-on"),
  DECLINED_AS_502("Takes the upstream's 402 for a failure.", "declined.answer"),
  DECLINED_NOT_RECORDED("Does not remember what was declined.", "declined.replay"),
  DECLINED_IN_LEDGER("Enters declined payments in the ledger.", "declined.not-in-ledger"),
  FAILURE_UNHANDLED("Answers 500 when the upstream cuts the call.", "failure.answer"),
  ANY_ANSWER_IS_SUCCESS("Does not look at the upstream's status.", "failure.answer"),
  ANY_2XX_IS_PAID("Takes any 2xx of the upstream for a charge.", "failure.answer"),
  FAILURE_RECORDED("Remembers the 502, and answers it for ever.", "failure.retry"),
  FAILURE_BURNS_KEY("Leaves the key claimed when the upstream has failed.", "failure.retry"),
  AMOUNT_UNCHECKED("Takes any amount, and 0 for what is none.", "input.refused"),
  TRUE_IS_ONE("Takes true for the number 1, as its language does.", "input.refused"),
  FRACTION_CUT_OFF("Cuts off what stands after the point of an amount.", "input.refused"),
  AMOUNT_WITHOUT_LIMIT("Takes amounts above the largest one.", "input.refused"),
  PAYEE_UNCHECKED("Takes any payee.", "input.refused"),
  PAYEE_OF_ANY_LENGTH("Takes payees of more than 64 characters.", "input.refused"),
  NO_JSON_IS_500("Answers 500 to what is not JSON.", "input.no-json"),
  REFUSAL_BURNS_KEY("Remembers a refusal under its key.", "input.burns-nothing"),
  REFUSES_WITHOUT_A_WORD(
      "Ends the connection without an answer where it should refuse.",
      "input.refused",
      "input.no-json",
      "key.missing",
      "key.invalid",
      "key.other-payment",
      "race.other-payment"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "input.problem"),
  ROLLED_BACK_WITH_CLIENT(
      "Rolls the record back when the answer cannot be written.", "lost.repeat"),
  CANCELLED_WITH_CLIENT("Ends the work when the client leaves.", "lost.repeat"),
  WRITTEN_WHEN_IT_ENDS(
      "Writes the records down when it ends as it should, and not before.",
      "crash.answered",
      "instance.knows-key",
      "instance.ledger"),
  CLAIM_OUTLIVES_ITS_WORKER(
      "Keeps the claims of what was in progress at a crash, for ever.", "crash.repeat"),
  LEDGER_BEFORE_KEY(
      "Enters the payment in the ledger first and records the key afterwards.",
      "crash.ledger-once"),
  KEPT_IN_MEMORY(
      "Keeps keys and payments in memory.",
      "crash.answered",
      "restart.knows-key",
      "restart.ledger",
      "instance.knows-key",
      "instance.race",
      "instance.ledger"),
  LEDGER_OF_ONE_PROCESS("Shows the payments of this process.", "restart.ledger", "instance.ledger"),
  KEYS_READ_AT_START(
      "Reads the keys of others when it starts, and never again.", "instance.knows-key"),
  CLAIMED_IN_MEMORY("Keeps claims in memory and outcomes in files.", "instance.race"),
  KEEPS_100_KEYS("Forgets the oldest key when there are more than 100.", "memory.many-keys"),
  FORGETS_TOO_EARLY("Forgets a key after a third of the time it promises.", "memory.ttl"),
  ENDS_ON_CUT_JSON(
      "Ends when a JSON text stops before the value of a member.", "robustness.survives");

  private final String description;
  private final Set<String> kills;

  IdempotencyFault(String description, String... kills) {
    this.description = description;
    this.kills = Fault.rules("idempotency", kills);
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
