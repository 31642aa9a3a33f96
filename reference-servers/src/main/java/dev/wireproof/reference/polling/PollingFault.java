package dev.wireproof.reference.polling;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What a server with jobs and rooms gets wrong.
enum PollingFault implements Fault {
  ACCEPTED_WHEN_DONE("Does the work first and says 202 then.", "job.accepted"),
  LOCATION_OF_ALL("Names the collection as Location of a new job.", "job.location"),
  INPUT_STRIPPED("Strips spaces from the input.", "job.work"),
  BEGINS_WHEN_ASKED(
      "Begins a job when it is asked about for the first time.",
      "job.begun",
      "queue.limit",
      "queue.retry-after"),
  SIXTEEN_WORKERS("Works on sixteen jobs at a time.", "job.side-by-side"),
  RESULT_WRAPPED("Wraps the result into an object of its own.", "job.result"),
  RESULTS_BY_PREFIX("Keeps results by the first characters of their inputs.", "job.own-result"),
  EQUAL_INPUTS_ARE_ONE_JOB("Takes an equal input for the same job.", "job.equal-inputs"),
  IDS_FROM_THE_CLOCK("Makes ids of the time.", "job.distinct-ids", "job.equal-inputs"),
  PROGRESS_100_TOO_EARLY("Shows a progress of 100 while the job is running.", "status.unfinished"),
  PROGRESS_STAYS_AT_ZERO("Never shows any progress.", "status.done"),
  DONE_BEFORE_ITS_RESULT(
      "Says that a job is done, and stores its result then.",
      "status.result-is-there",
      "prefer.done"),
  FAILED_IS_500("Answers 500 when a failed job is asked about.", "status.failed"),
  ANY_ANSWER_IS_DONE("Does not look at the upstream's status.", "status.failed"),
  TRIES_AGAIN("Tries a failed job again.", "status.not-retried"),
  RESULT_READ_ONCE("Forgets a result once it was read.", "status.final"),
  GOES_BACK_TO_PENDING("Shows pending again after running.", "status.never-back"),
  ASKING_ADVANCES_IT("Advances the progress each time it is asked.", "status.safe"),
  STATUS_CACHEABLE("Lets caches keep a status for a minute.", "status.no-store"),
  RETRY_AFTER_MISSING("Does not say when to ask again.", "status.retry-after"),
  RETRY_AFTER_IN_MILLISECONDS("Writes milliseconds into Retry-After.", "status.retry-after"),
  EARLY_QUESTION_REFUSED("Refuses a client that asks again too soon.", "status.early-question"),
  UNKNOWN_IS_PENDING(
      "Says of an unknown job that it is pending.",
      "status.unknown",
      "cancel.gone",
      "cancel.finished"),
  NO_RESULT_IS_EMPTY("Answers an empty object where there is no result.", "result.none"),
  CANCELLED_JOB_STAYS("Shows a job that was cancelled.", "cancel.gone", "cancel.finished"),
  CANCELLED_CALL_GOES_ON(
      "Lets the upstream work on for a job that was cancelled.", "cancel.call-ended"),
  FINISHED_CANNOT_BE_DELETED("Refuses to delete a finished job.", "cancel.finished"),
  CANCELS_EQUAL_INPUTS("Cancels all jobs with the same input.", "cancel.others"),
  QUEUE_WITHOUT_END("Accepts jobs without an end.", "queue.limit"),
  REFUSED_WITHOUT_RETRY_AFTER(
      "Refuses a job and does not say when to try again.", "queue.retry-after"),
  WAIT_IGNORED("Does not wait, whatever the client prefers.", "prefer.done", "prefer.over"),
  DONE_WITHOUT_LOCATION("Answers a result at once and does not say where it is.", "prefer.done"),
  WAIT_OVER_TOO_EARLY("Waits half as long as the client would.", "prefer.over"),
  WAIT_NEVER_OVER("Waits until the job is done.", "prefer.over"),
  RESPOND_ASYNC_WAITS("Waits when the client prefers not to.", "prefer.no-wait"),
  UNREADABLE_PREFER_REFUSED("Refuses a Prefer that it cannot read.", "prefer.unreadable"),
  ENDS_WITH_ITS_CLIENT("Ends a job when the client that posted it leaves.", "prefer.client-leaves"),
  ANYTHING_IS_INPUT("Makes a text of whatever stands in the input's place.", "input.refused"),
  NO_JSON_IS_500("Answers 500 to what is not JSON.", "input.no-json"),
  REFUSED_BUT_BEGUN("Begins the work before it has looked at the input.", "input.begins-nothing"),
  REFUSES_WITHOUT_A_WORD(
      "Ends the connection without an answer where it should refuse.",
      "input.refused",
      "input.no-json",
      "room.refused"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "input.problem"),
  UNNAMED_ROOM_IS_404("Answers 404 for a room that was never changed.", "room.new"),
  TITLE_IN_LATIN_1("Keeps titles in Latin-1.", "room.title"),
  TITLE_UNCHECKED("Makes a text of whatever stands in the title's place.", "room.refused"),
  ROOMS_IN_LOWER_CASE("Looks rooms up without regard to case.", "room.own"),
  TAG_WITHOUT_QUOTES("Sends tags without quotation marks.", "etag.strong"),
  TAG_IS_WEAK("Sends weak tags.", "etag.strong"),
  TAG_NEW_EACH_TIME("Makes a new tag for each answer.", "etag.stable"),
  TAG_FROM_THE_SECOND("Makes the tag of the second of the last change.", "etag.changes"),
  PUT_ANSWERS_OLD_TAG("Answers a change with the tag from before it.", "etag.of-change"),
  ONE_TAG_ONLY("Reads If-None-Match as one tag.", "not-modified.known"),
  STAR_IS_A_TAG(
      "Takes a star for a tag that it does not know.", "not-modified.known", "if-match.applies"),
  WEAK_TAGS_NEVER_MATCH("Compares tags octet by octet.", "not-modified.known"),
  ALWAYS_NOT_MODIFIED("Answers 304 to any tag.", "not-modified.changed"),
  NOT_MODIFIED_WITHOUT_TAG("Leaves the tag out of a 304.", "not-modified.tag"),
  BODY_IN_304("Sends the body with a 304.", "not-modified.connection-goes-on"),
  IF_MATCH_DEMANDED("Refuses changes without If-Match.", "if-match.applies"),
  IF_MATCH_IGNORED("Does not look at If-Match.", "if-match.stale", "if-match.race"),
  STALE_IS_WRITTEN_TOO("Writes first, and looks at If-Match then.", "if-match.changes-nothing"),
  CHECKED_THEN_WRITTEN("Compares the tag, and writes in a second step.", "if-match.race"),
  ENDS_ON_CUT_JSON(
      "Ends when a JSON text stops before the value of a member.", "robustness.survives");

  private final String description;
  private final Set<String> kills;

  PollingFault(String description, String... kills) {
    this.description = description;
    this.kills = Fault.rules("polling", kills);
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
