package dev.wireproof.reference.serversentevents;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What a server of event streams gets wrong.
enum SseFault implements Fault {
  PLAIN_TEXT("Sends the stream as text/plain.", "head.media-type"),
  ANOTHER_CHARSET("Says that the stream is ISO-8859-1.", "head.media-type"),
  HEAD_WITH_FIRST_EVENT("Sends the head together with the first event.", "head.at-once"),
  CACHEABLE("Lets caches keep the stream.", "head.no-store"),
  CONTENT_LENGTH("Announces a length that it makes up.", "head.no-length"),
  GZIP("Compresses the stream for those who accept it.", "head.no-coding"),
  POST_ANSWERED_WITH_200("Answers a post with 200.", "post.accepted"),
  IDS_GIVEN_TWICE("Takes the id and counts on later, so two at once get the same.", "post.ids"),
  ID_MISSING("Sends events without their ids.", "event.id"),
  IDS_OF_THE_STREAM("Numbers the events of each stream from 1.", "event.id"),
  EVENTS_NAMED("Gives all events a name of their own.", "event.type"),
  RETRY_WITH_UNIT("Writes a unit after the number of retry.", "event.retry"),
  COLLECTS_4_KIB(
      "Sends what it has when 4 KiB are together.", "event.unbuffered", "heartbeat.in-time"),
  BLANK_LINE_LATE(
      "Ends an event when the next one begins.", "event.unbuffered", "heartbeat.in-time"),
  TEXT_AS_JSON(
      "Sends the event's JSON instead of its text.",
      "data.lines",
      "data.characters",
      "data.injection"),
  TEXT_AS_IT_IS(
      "Writes the text after one data field, whatever is in it.", "data.lines", "data.injection"),
  CR_IS_NO_LINE_END("Takes only LF for a line end.", "data.lines", "data.injection"),
  CRLF_IS_TWO_LINE_ENDS("Takes CR LF for two line ends.", "data.lines"),
  EMPTY_LINES_LEFT_OUT("Leaves empty lines of a text out.", "data.lines", "data.injection"),
  LAST_LINE_END_LOST("Loses the line end at the end of a text.", "data.lines"),
  OTHER_SEPARATORS_SPLIT("Takes vertical tabs, NEL and U+2028 for line ends.", "data.characters"),
  NO_SPACE_AFTER_COLON(
      "Writes no space after the colon, so a leading one is lost.", "data.characters"),
  LATIN_1("Sends the stream as ISO-8859-1.", "data.characters"),
  CUT_AT_8_KIB("Keeps 8192 characters of a text.", "data.characters"),
  HISTORY_FIRST("Sends the whole history to each new client.", "begin.only-new", "begin.empty-id"),
  EMPTY_ID_IS_UNKNOWN("Takes an empty Last-Event-ID for an unknown one.", "begin.empty-id"),
  JOINS_AFTER_HEAD("Enters a stream in its room a while after the head is out.", "begin.no-gap"),
  JOINED_BY_ANOTHER(
      "Sends the head, and has another thread enter the stream in its room.", "begin.no-gap"),
  EMPTY_ID_REFUSED("Answers 400 to an empty Last-Event-ID.", "begin.empty-id"),
  RESUMING_IS_204("Answers 204 to a client that comes back.", "resume.after-id"),
  LAST_EVENT_ID_IGNORED("Does not look at Last-Event-ID.", "resume.after-id"),
  REPEATS_THE_LAST("Begins with the event of the id, and not with the next.", "resume.after-id"),
  SKIPS_ONE("Leaves out the event after the id.", "resume.after-id"),
  REPLAY_SORTED_AS_TEXT("Sorts a replay by id, as text.", "resume.kept", "resume.no-gap"),
  ENDS_AFTER_REPLAY("Ends the stream when the replay is over.", "resume.after-id"),
  REPLAYED_ONCE("Forgets an event that was replayed.", "resume.again"),
  UNKNOWN_ID_REFUSED("Answers 400 to an id that it does not know.", "resume.unknown-id"),
  UNKNOWN_ID_IS_NONE("Sends only what is new after an unknown id.", "resume.unknown-id"),
  KEEPS_100("Keeps the last 100 events.", "resume.kept"),
  REPLAYS_THEN_JOINS("Replays, and joins the room when that is done.", "resume.no-gap"),
  JOINS_THEN_REPLAYS(
      "Joins the room, replays, and sends what was posted meanwhile both times.", "resume.no-gap"),
  DELIVERED_BY_THREADS(
      "Has each event delivered by a thread of its own.",
      "order.as-posted",
      "order.same-for-all",
      "resume.no-gap",
      "streams.catches-up"),
  ROOMS_MIXED("Sends every event to all rooms.", "rooms.apart"),
  ROOMS_IN_LOWER_CASE("Looks rooms up without regard to case.", "rooms.apart"),
  EVENT_GOES_TO_ONE(
      "Takes events out of one queue for all streams.",
      "streams.everybody",
      "streams.hundred",
      "streams.slow-reader"),
  SERVES_60("Has 60 threads for streams.", "streams.hundred"),
  SIX_IN_A_ROOM(
      "Refuses a seventh stream in a room.", "streams.hundred", "browser.six-connections"),
  POST_WAITS_FOR_READERS(
      "Answers a post when all streams have taken the event.",
      "streams.slow-reader",
      "resume.no-gap"),
  ROOM_LOCKED_WHILE_WRITING(
      "Holds the room's lock while it writes to a stream.", "streams.slow-reader", "resume.no-gap"),
  DROPS_WHEN_BEHIND("Skips events when a reader is 14 behind.", "streams.catches-up"),
  NO_HEARTBEAT("Sends nothing while nothing happens.", "heartbeat.in-time"),
  ONE_HEARTBEAT("Sends one heartbeat, and then no more.", "heartbeat.in-time"),
  HEARTBEAT_IS_EVENT("Sends heartbeats as events.", "heartbeat.no-event"),
  LEFT_STREAMS_GO_ON(
      "Goes on producing for clients that have left.", "leave.producer-ends", "leave.descriptors"),
  ONE_LEAVES_ALL_END(
      "Lets an error of one stream end all others of the room.", "leave.others-go-on"),
  STREAMS_OUTLIVE_STOP("Waits for its streams when it is asked to end.", "stop.streams-end"),
  TEXT_UNCHECKED("Takes whatever there is for a text.", "input.refused", "input.no-event"),
  SENT_BEFORE_CHECKED("Sends an event, and looks at it afterwards.", "input.no-event"),
  NO_JSON_IS_500("Answers 500 to what is not JSON.", "input.no-json"),
  REFUSES_WITHOUT_A_WORD(
      "Ends the connection without an answer where it should refuse.",
      "input.refused",
      "input.no-json"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "input.problem"),
  METHODS_NOT_TOLD("Refuses a method without naming those that it takes.", "input.method"),
  ENDS_ON_CUT_JSON(
      "Ends when a JSON text stops before the value of a member.", "robustness.survives");

  private final String description;
  private final Set<String> kills;

  SseFault(String description, String... kills) {
    this.description = description;
    this.kills = Fault.rules("server-sent-events", kills);
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
