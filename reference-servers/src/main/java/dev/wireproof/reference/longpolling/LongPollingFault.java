package dev.wireproof.reference.longpolling;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What a server that holds polls gets wrong.
enum LongPollingFault implements Fault {
  ANSWERED_WITH_200("Answers a posted event with 200.", "event.created"),
  ANOTHER_ID_IN_THE_NEWS("Shows events to polls under other ids.", "event.same-id"),
  IDS_FROM_THE_CLOCK("Makes ids of the time in milliseconds.", "event.distinct-ids"),
  STRIPS_TEXT("Strips spaces and line ends from a text.", "event.text"),
  READS_LATIN_1("Reads UTF-8 as Latin-1.", "event.text"),
  EMPTY_TEXT_TAKEN("Takes an event without text.", "event.refused"),
  ANYTHING_IS_TEXT("Makes a text of whatever stands in its place.", "event.refused"),
  NO_JSON_IS_500("Answers 500 to what is not JSON.", "event.no-json"),
  STORED_THOUGH_REFUSED("Stores an event before it is checked.", "event.refused-leaves-nothing"),
  REFUSES_WITHOUT_A_WORD(
      "Ends the connection without an answer where it should refuse.",
      "event.refused",
      "event.no-json",
      "question.bad-wait",
      "question.bad-cursor",
      "question.unknown-cursor"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "event.problem"),
  ZERO_WAIT_IS_THE_LONGEST(
      "Takes a wait of 0 for one that was left out, and that for the longest.",
      "question.no-wait",
      "question.unknown-cursor"),
  STARTS_AT_THE_END(
      "Answers a poll without a cursor with what comes from now on.",
      "question.from-the-beginning"),
  NEXT_IS_BEFORE_THE_LAST(
      "Counts wrong by one, so that next stands before the last event.",
      "question.next",
      "question.replay",
      "delivery.order",
      "delivery.storm",
      "keep.thousand"),
  CONSUMES_EVENTS(
      "Forgets events once they were sent to any client.",
      "question.replay",
      "hold.connection-goes-on",
      "delivery.same-moment",
      "wake.everybody",
      "crowd.woken",
      "leave.others-woken"),
  ROOMS_IN_LOWER_CASE("Looks rooms up without regard to case.", "question.own-room"),
  BAD_WAIT_IS_500("Answers 500 to a wait that is not a number.", "question.bad-wait"),
  NEGATIVE_WAIT_TAKEN("Takes a negative wait for none.", "question.bad-wait"),
  BAD_CURSOR_STARTS_OVER(
      "Begins at the beginning when it cannot read the cursor.", "question.bad-cursor"),
  UNKNOWN_CURSOR_IS_500(
      "Cuts its list at a cursor that lies beyond the end, which throws.",
      "question.unknown-cursor"),
  LOCK_KEPT_AFTER_REFUSAL(
      "Refuses a cursor beyond the end while it holds the room's lock, and never lets go of it.",
      "question.unknown-cursor"),
  CACHEABLE("Says nothing to caches.", "question.no-store"),
  ANSWERS_EARLY(
      "Answers at once that there are no events, as in short polling.",
      "hold.no-early-answer",
      "hold.ends",
      "hold.capped"),
  HEAD_SENT_EARLY(
      "Sends the head with 200 before there are events.",
      "hold.no-early-answer",
      "hold.ends",
      "hold.capped"),
  ENDS_EARLY("Gives a poll up after half its wait.", "hold.ends"),
  EMPTY_LIST_AT_THE_END(
      "Answers 200 with an empty list when the hold is over.",
      "hold.ends",
      "hold.capped",
      "leave.server-stops"),
  GATEWAY_TIMEOUT_AT_THE_END(
      "Answers 504 when the hold is over.", "hold.ends", "hold.capped", "leave.server-stops"),
  CUT_AT_THE_END(
      "Resets the connection when the hold is over.",
      "hold.ends",
      "hold.capped",
      "leave.server-stops"),
  LONG_WAIT_REFUSED("Refuses a wait of more than a minute.", "hold.capped"),
  WAIT_NOT_CAPPED("Holds a poll as long as its client wants.", "hold.capped"),
  CURSOR_DIES_WITH_204("Forgets a cursor when its poll ends without events.", "hold.same-cursor"),
  BODY_IN_204("Sends an empty list in the body of a 204.", "hold.connection-goes-on"),
  SLEEPS_THROUGH_NEWS(
      "Looks for events only when the hold is over.", "wake.at-once", "wake.by-the-event"),
  LOOKS_EVERY_400_MS("Looks for events every 400 ms.", "wake.latency", "wake.by-the-event"),
  LOOKS_EVERY_150_MS("Looks for events every 150 ms.", "wake.by-the-event"),
  WAKES_ONE(
      "Wakes one of the polls that wait (notify instead of notifyAll).",
      "wake.everybody",
      "crowd.woken",
      "delivery.same-moment",
      "leave.others-woken"),
  WAKES_ALL_ROOMS("Wakes the polls of all rooms, and has nothing to send them.", "wake.own-room"),
  LIVE_ONLY(
      "Sends a poll what comes from now on, and not what came before.",
      "question.news-at-once",
      "delivery.between-questions",
      "delivery.same-moment"),
  CHECKS_THEN_WAITS(
      "Looks for events, and then, in a second step, begins to wait.", "delivery.same-moment"),
  NEXT_IS_THE_NEWEST("Takes next from the room, after the events were taken.", "delivery.storm"),
  NEWEST_FIRST("Lists the newest event first.", "delivery.order"),
  KEEPS_500("Keeps the last 500 events.", "keep.thousand"),
  SKIPS_WHAT_IS_GONE(
      "Goes on with the oldest event that it has when a cursor is too old.", "keep.gone"),
  HUNDRED_WORKERS(
      "Serves all requests with a hundred workers, and each poll takes one.",
      "crowd.others-served"),
  LOOKS_EVERY_MILLISECOND("Looks for events every millisecond, for each poll.", "crowd.idle"),
  THREAD_PER_QUESTION("Has each poll wait on a thread of its own.", "crowd.threads"),
  WRITES_UNDER_THE_LOCK("Writes answers while it holds the room's lock.", "crowd.slow-reader"),
  NOTICES_AT_THE_END("Notices only when the hold is over that a client has left.", "leave.frees"),
  NEVER_FREES(
      "Keeps the poll of a client that has left, for ever.", "leave.frees", "leave.descriptors"),
  STOPS_AT_A_LOST_CLIENT(
      "Wakes one after the other, and stops at a client that has left.", "leave.others-woken"),
  WAITS_FOR_THE_HOLD("Waits for all holds to end when it is asked to stop.", "leave.server-stops"),
  ENDS_ON_CUT_JSON(
      "Ends when a JSON text stops before the value of a member.", "robustness.survives");

  private final String description;
  private final Set<String> kills;

  LongPollingFault(String description, String... kills) {
    this.description = description;
    this.kills = Fault.rules("long-polling", kills);
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
