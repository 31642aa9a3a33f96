package dev.wireproof.reference.publishsubscribe;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// What a broker gets wrong.
enum BrokerFault implements Fault {
  ANSWERED_WITH_200("Answers a message with 200.", "publish.accepted"),
  FETCHING_MISSING("Has no path to fetch messages from.", "publish.accepted"),
  BODY_STRIPPED("Strips white space off a message's body.", "publish.intact"),
  BODY_CUT_AT_4096("Keeps 4096 characters of a body, as its column is wide.", "publish.intact"),
  KEY_FORGOTTEN("Does not hand a message's key out.", "publish.key"),
  BODY_OF_ANY_TYPE("Makes a text of whatever stands where the body should.", "publish.refused"),
  TTL_UNCHECKED("Takes any number for a time to live.", "publish.refused"),
  NO_JSON_IS_500(
      "Answers 500 to what it cannot parse.",
      "publish.no-json",
      "publish.topic-name",
      "fetch.bad-wait"),
  TOPIC_NAME_UNCHECKED("Takes any text for a topic.", "publish.topic-name"),
  HASH_NEEDS_A_LEVEL("Matches a hash with one level or more, not with none.", "filter.matches"),
  DOTS_ARE_WILD(
      "Makes a regular expression of a filter, and does not escape its dots.", "filter.spares"),
  STAR_SPANS_LEVELS("Lets a star stand for several levels.", "filter.spares"),
  HASH_IS_A_PREFIX("Compares what stands before a hash as a prefix.", "filter.spares"),
  FILTER_UNCHECKED("Takes any text for a filter.", "filter.refused"),
  DEFAULTS_NOT_SHOWN(
      "Shows a subscription as it was asked for, without its defaults.", "subscription.defaults"),
  PUT_BEGINS_ANEW(
      "Makes a subscription anew each time it is asked for.",
      "subscription.same-again",
      "subscription.other-settings",
      "durable.message",
      "durable.storm",
      "durable.unacknowledged"),
  SETTINGS_REPLACED(
      "Answers another setting with 200, as if it had been changed.",
      "subscription.other-settings"),
  SETTINGS_UNCHECKED("Takes a default for a setting that makes no sense.", "subscription.refused"),
  UNKNOWN_IS_EMPTY(
      "Answers for an unknown subscription as for one without messages.",
      "subscription.unknown",
      "subscription.deleted"),
  REFUSES_WITHOUT_A_WORD(
      "Ends the connection without an answer where it should refuse.",
      "publish.refused",
      "publish.no-json",
      "publish.topic-name",
      "subscription.refused",
      "filter.refused",
      "fetch.bad-wait"),
  PROBLEMS_AS_JSON("Sends errors as application/json.", "subscription.problem"),
  DELETED_STAYS(
      "Answers a DELETE, and keeps the subscription.",
      "subscription.deleted",
      "group.deleted-member"),
  BACKLOG_OUTLIVES_DELETE(
      "Keeps a deleted subscription's messages for the next one of that name.",
      "subscription.begins-anew"),
  BEGINS_WITH_EVERYTHING(
      "Begins each subscription with all messages that are kept.",
      "from.new",
      "subscription.begins-anew",
      "retain.last",
      "retain.cleared"),
  EARLIEST_IS_NEW(
      "Begins where the topic ends, wherever it is asked to.",
      "from.earliest",
      "from.own-position"),
  OFFSET_IS_EXCLUSIVE("Begins after the offset that it is given.", "from.offset"),
  POSITION_OF_THE_TOPIC(
      "Keeps one position for a topic, which every reader moves.",
      "from.own-position",
      "delivery.fan-out",
      "group.independent"),
  NOT_WOKEN("Looks once, and then waits until the time is over.", "fetch.woken"),
  ANSWERED_TOO_EARLY("Answers 204 after half of the time.", "fetch.nothing"),
  HOLD_UNCAPPED("Holds a fetch as long as its client wants.", "fetch.capped"),
  BAD_WAIT_IS_0("Takes a wait that is not a number for none.", "fetch.bad-wait"),
  SUBSCRIPTIONS_COMPETE(
      "Gives each message to one of the subscriptions that have the same filter.",
      "delivery.fan-out",
      "group.independent"),
  TAKEN_WITHOUT_LOCK(
      "Looks which messages are there, and takes them out afterwards.", "delivery.shared-name"),
  NEWEST_FIRST(
      "Hands the newest message out first.",
      "delivery.order",
      "group.key-order",
      "from.earliest",
      "from.offset",
      "from.own-position",
      "retain.last",
      "durable.message"),
  LOST_WHILE_ANSWERING(
      "Clears the list when an answer is written, with what has come meanwhile.",
      "delivery.while-asking"),
  KEEPS_100("Keeps 100 messages for a subscription.", "delivery.kept-while-away"),
  WRITES_UNDER_LOCK(
      "Holds the broker's lock while it writes an answer.", "delivery.unread-slows-nobody"),
  NUMBERED_WITHOUT_LOCK(
      "Reads the next offset, and writes the one after it later.", "offset.grows"),
  REPEAT_GETS_A_NEW_OFFSET(
      "Answers a repeat with another offset.",
      "repeat.same-answer",
      "repeat.at-once",
      "durable.repeat"),
  REPEATS_DELIVERED(
      "Answers a repeat as before, and delivers it again.",
      "repeat.delivered-once",
      "repeat.at-once",
      "durable.repeat"),
  LOOKED_UP_BEFORE_STORED(
      "Looks a publisher's last message up, and stores the new one later.", "repeat.at-once"),
  EQUAL_BODY_IS_A_REPEAT("Takes an equal body for a repeat.", "repeat.no-repeat"),
  SEQ_OF_ALL_PUBLISHERS("Looks a Seq up without its publisher.", "repeat.no-repeat"),
  SEQ_OF_ALL_TOPICS("Looks a Seq up without its topic.", "repeat.no-repeat"),
  AUTO_NEEDS_ACKS("Waits for acknowledgements that no client will send.", "ack.auto-is-done"),
  DONE_WHEN_HANDED_OUT(
      "Takes a message for done when it is handed out, whatever was agreed.",
      "ack.comes-again",
      "ack.marked",
      "ack.one-tag",
      "ack.others-tag",
      "nack.requeue",
      "prefetch.limit",
      "group.deleted-member",
      "durable.unacknowledged"),
  REDELIVERED_NOT_MARKED("Does not mark what it hands out again.", "ack.marked"),
  SAME_TAG_AGAIN("Hands a message out again under its old tag.", "ack.marked"),
  REDELIVERED_TOO_EARLY(
      "Hands a message out again while its consumer may still work on it.", "ack.not-before"),
  ACKS_MISSING("Has no path for acknowledgements.", "ack.never-again"),
  NACKS_MISSING("Has no path to give messages back.", "nack.requeue", "nack.drop"),
  ACKS_IGNORED(
      "Answers acknowledgements, and takes no note of them.",
      "ack.never-again",
      "ack.one-tag",
      "prefetch.goes-on",
      "durable.acknowledged"),
  ACKS_ARE_CUMULATIVE(
      "Takes an acknowledgement for one of all that was handed out before.", "ack.one-tag"),
  LOST_WITH_ITS_CLIENT(
      "Hands a message to a client that has left, and forgets it.", "ack.lost-answer"),
  UNKNOWN_TAG_IS_404("Refuses a tag that it does not know.", "ack.unknown-tag"),
  TAGS_OF_ALL("Takes a tag from any client that sends it.", "ack.others-tag"),
  REQUEUE_IS_FALSE_WHEN_LEFT_OUT(
      "Drops what is given back, unless it is asked to keep it.", "nack.requeue"),
  DROP_REQUEUES("Hands out again what a consumer has dropped.", "nack.drop"),
  PREFETCH_IGNORED("Hands out all that is there.", "prefetch.limit"),
  PREFETCH_NEVER_FREED("Counts what it hands out, and never what comes back.", "prefetch.goes-on"),
  GROUP_FANS_OUT(
      "Gives each member of a group every message.",
      "group.one-member",
      "group.key-order",
      "group.deleted-member"),
  FIRST_MEMBER_GETS_ALL("Gives a group's messages to its first member.", "group.all-used"),
  KEYS_IGNORED("Shares a group's messages without regard to their keys.", "group.key-order"),
  LOST_WITH_A_DELETED_MEMBER(
      "Forgets what a deleted member has not acknowledged.", "group.deleted-member"),
  MEMBERS_STAY_FOR_EVER("Keeps messages for a member that is gone.", "group.quiet-member"),
  GROUP_FILTERS_MIXED("Lets a group's members have any filters.", "group.other-filter"),
  RETAIN_IGNORED("Retains nothing.", "retain.last", "retain.each-topic"),
  RETAINS_ALL("Retains every message, not the last.", "retain.last", "retain.cleared"),
  RETAINED_NOT_MARKED("Does not mark what was retained.", "retain.last"),
  RETAINS_ONE_OF_A_FIRST_LEVEL(
      "Keeps one retained message for all topics of a first level.", "retain.each-topic"),
  EMPTY_IS_RETAINED("Retains an empty message instead of taking one away.", "retain.cleared"),
  RETAIN_MARKED_LIVE(
      "Marks a new message as retained for those who subscribe already.", "retain.ordinary-live"),
  TTL_IGNORED("Hands a message out, however old it is.", "ttl.expired"),
  TTL_NOT_LOOKED_AT_AGAIN(
      "Looks at a message's age the first time, and not when it is handed out again.",
      "ttl.expired"),
  TTL_IS_A_TIME("Compares a time to live with the clock, so it is always over.", "ttl.in-time"),
  KEPT_IN_MEMORY(
      "Keeps what is durable in memory.",
      "durable.message",
      "durable.settings",
      "durable.acknowledged",
      "durable.unacknowledged",
      "durable.offsets",
      "durable.repeat",
      "durable.storm"),
  WRITTEN_WHEN_IT_ENDS(
      "Writes everything down when it ends as it should, and not before.",
      "durable.message",
      "durable.settings",
      "durable.acknowledged",
      "durable.unacknowledged",
      "durable.offsets",
      "durable.repeat",
      "durable.storm"),
  CONFIRMED_BEFORE_WRITTEN(
      "Confirms a message first and writes it down a little later.",
      "durable.message",
      "durable.settings",
      "durable.acknowledged",
      "durable.unacknowledged",
      "durable.offsets",
      "durable.repeat",
      "durable.storm"),
  SETTINGS_NOT_WRITTEN(
      "Writes down that there is a subscription, and not how it is set.", "durable.settings"),
  ACKS_NOT_WRITTEN("Writes messages down, and no acknowledgements.", "durable.acknowledged"),
  DONE_ON_DISK_WHEN_HANDED_OUT(
      "Writes a message down as done when it is handed out.", "durable.unacknowledged"),
  OFFSETS_BEGIN_AGAIN("Begins at offset 0 with each start.", "durable.offsets"),
  PUBLISHERS_FORGOTTEN("Remembers in memory what publishers have sent.", "durable.repeat"),
  HELD_AT_STOP("Cuts the fetches that are held when it ends.", "stop.held"),
  ENDS_ON_CUT_JSON(
      "Ends when a JSON text stops before the value of a member.", "robustness.survives");

  private final String description;
  private final Set<String> kills;

  BrokerFault(String description, String... kills) {
    this.description = description;
    this.kills = Fault.rules("publish-subscribe", kills);
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
