package dev.wireproof.reference.push;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What a server that pushes gets wrong.
enum PushFault implements Fault {
  ANSWERED_WITH_200("Answers an event with 200.", "event.created"),
  TEXT_UNCHECKED("Takes any text for an event.", "event.refused"),
  REFUSES_WITHOUT_A_WORD(
      "Ends the connection without an answer where it should refuse.",
      "event.refused",
      "hook.refused"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "event.problem"),
  STREAMS_MISSING("Has no streams.", "stream.unasked"),
  SENT_IN_THREES(
      "Gathers three events before it sends them.",
      "stream.unasked",
      "stream.own-room",
      "stream.from-now",
      "stream.other-reader-gone",
      "hook.slow-receiver",
      "stream.fan-out",
      "stream.unread"),
  ONE_STREAM_GETS_IT(
      "Gives each event to one of the streams by turns.",
      "stream.fan-out",
      "stream.one-order",
      "stream.unread",
      "stream.other-reader-gone"),
  TOLD_WITHOUT_LOCK(
      "Sends two events to the streams at the same time, in whatever order.", "stream.one-order"),
  ROOMS_IN_LOWER_CASE("Looks rooms up without regard to case.", "stream.own-room"),
  BEGINS_WITH_THE_PAST("Begins a stream with all that has been posted.", "stream.from-now"),
  GONE_READERS_FAIL_THE_POST(
      "Fails with the first write to a client that is gone.", "stream.other-reader-gone"),
  NEIGHBOUR_SKIPPED(
      "Counts on after it has removed a stream from its list.", "stream.other-reader-gone"),
  WRITTEN_BY_WHO_POSTS("Writes to all streams before it answers a post.", "stream.unread"),
  LEAVING_UNNOTICED("Does not notice that the client of a stream has left.", "stream.released"),
  LOCATION_OF_ALL("Names the collection as Location of a new hook.", "hook.created"),
  SECRET_SHOWN("Shows a hook with its secret.", "hook.secret-kept"),
  HOOK_UNCHECKED("Takes any URL and any secret.", "hook.refused"),
  UNKNOWN_HOOK_IS_204("Answers the removal of any hook with 204.", "hook.unknown"),
  DELETED_HOOK_STAYS("Answers a DELETE, and keeps the hook.", "hook.deleted"),
  DELETED_HOOK_IS_TRIED_AGAIN(
      "Goes on trying what it had to deliver to a hook that is deleted.", "hook.deleted"),
  HOOK_GETS_THE_PAST("Sends a new hook all that was posted before.", "hook.from-now"),
  FIRST_HOOK_ONLY(
      "Sends an event to the first hook of its room.", "hook.each-hook", "hook.slow-receiver"),
  POST_WAITS_FOR_HOOKS(
      "Delivers to the hooks before it answers a post.",
      "hook.post-does-not-wait",
      "hook.slow-receiver"),
  ONE_DELIVERY_AT_A_TIME(
      "Delivers the events of a room one after the other, for all its hooks.",
      "hook.slow-receiver"),
  ROOM_LEFT_OUT("Leaves the room out of what it delivers.", "delivery.body"),
  SENT_AS_TEXT("Delivers as text/plain.", "delivery.body"),
  SIGNS_THE_BODY_ALONE("Signs the body without id and time.", "delivery.signed", "retry.signed"),
  SIGNS_ANOTHER_SPELLING(
      "Signs the text in another character set than it sends.", "delivery.signed"),
  SIGNED_WITH_EVENT_ID(
      "Signs with the event's id, and sends another.", "delivery.signed", "retry.signed"),
  TIMESTAMP_IN_MILLISECONDS("Writes milliseconds into Webhook-Timestamp.", "delivery.timestamp"),
  ID_OF_THE_HOOK("Sends the id of the hook with each delivery.", "delivery.own-id"),
  NEVER_TRIED_AGAIN(
      "Tries once.",
      "retry.after-failure",
      "retry.same-id",
      "retry.signed",
      "retry.five-attempts",
      "retry.growing",
      "retry.no-answer",
      "retry.outage"),
  CLIENT_ERRORS_ARE_FINAL("Takes a 4xx for an answer that ends it.", "retry.after-failure"),
  REDIRECT_IS_SUCCESS("Takes a redirect for success.", "retry.after-failure"),
  CUT_IS_SUCCESS(
      "Takes a connection that is cut for success.", "retry.after-failure", "retry.no-answer"),
  REDIRECTS_FOLLOWED("Follows redirects.", "retry.redirect-not-followed"),
  NEW_ID_FOR_EACH_ATTEMPT("Makes a new id for each attempt.", "retry.same-id"),
  GIVES_UP_AFTER_3("Gives up after three attempts.", "retry.five-attempts", "retry.growing"),
  DELAY_STAYS("Tries again after the same time each time.", "retry.growing"),
  WAITS_FOR_EVER("Waits for an answer as long as it takes.", "retry.no-answer"),
  ONLY_200_IS_SUCCESS("Takes 200 for success, and no other 2xx.", "success.not-again"),
  GONE_IS_A_FAILURE("Tries again after 410, like after any failure.", "gone.no-more"),
  ENDS_ON_CUT_JSON(
      "Ends when a JSON text stops before the value of a member.", "robustness.survives");

  private final String description;
  private final Set<String> kills;

  PushFault(String description, String... kills) {
    this.description = description;
    this.kills = Fault.rules("push", kills);
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
