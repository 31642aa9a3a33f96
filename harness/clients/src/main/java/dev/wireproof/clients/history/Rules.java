package dev.wireproof.clients.history;

import dev.wireproof.clients.history.Operation.Accepted;
import dev.wireproof.clients.history.Operation.Acknowledged;
import dev.wireproof.clients.history.Operation.Delivered;
import dev.wireproof.clients.history.Operation.Returned;
import dev.wireproof.clients.history.Operation.Sent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The rules of delivery. Each is for what one subscription saw ([History#of]).
public final class Rules {

  private Rules() {}

  /// Whatever is handed out was sent, to the topic that it is said to come from.
  public static final Invariant NOTHING_INVENTED =
      new Invariant(
          "only messages that were published, under their topics",
          history -> {
            Map<String, String> topics =
                history.all(Sent.class).stream()
                    .collect(Collectors.toMap(Sent::message, Sent::topic, (one, _) -> one));
            return history.all(Delivered.class).stream()
                .filter(delivered -> !delivered.topic().equals(topics.get(delivered.message())))
                .map(delivered ->
                    topics.containsKey(delivered.message())
                        ? "“%s” was handed out as one of topic %s"
                            .formatted(delivered.message(), delivered.topic())
                        : "“%s” was handed out and never sent".formatted(delivered.message()))
                .findFirst();
          });

  /// No message is handed out twice.
  public static final Invariant NOTHING_TWICE =
      new Invariant(
          "each message once",
          history -> {
            var seen = new HashMap<String, Delivered>();
            return history.all(Delivered.class).stream()
                .flatMap(delivered -> {
                  Delivered before = seen.put(delivered.message(), delivered);
                  return Stream.ofNullable(before).map(first -> twice(first, delivered));
                })
                .findFirst();
          });

  private static String twice(Delivered first, Delivered second) {
    return first.consumer().equals(second.consumer())
        ? "“%s” was handed to %s twice".formatted(first.message(), first.consumer())
        : "“%s” was handed to %s and to %s"
            .formatted(first.message(), first.consumer(), second.consumer());
  }

  /// What one publisher sent to one topic is first handed out in the order of sending.
  public static final Invariant IN_ORDER =
      new Invariant(
          "the messages of a publisher to a topic in the order in which they were sent",
          history -> {
            List<Sent> sent = history.all(Sent.class);
            var numbers = new HashMap<String, Integer>();
            var lines = new HashMap<String, String>();
            for (int i = 0; i < sent.size(); i++) {
              numbers.putIfAbsent(sent.get(i).message(), i);
              lines.putIfAbsent(
                  sent.get(i).message(), sent.get(i).publisher() + " " + sent.get(i).topic());
            }
            var latest = new HashMap<String, Delivered>();
            for (Delivered each : firstDeliveries(history)) {
              Delivered before = latest.put(lines.getOrDefault(each.message(), ""), each);
              if (before != null
                  && numbers.getOrDefault(before.message(), 0)
                      > numbers.getOrDefault(each.message(), 0)) {
                return Optional.of(
                    "“%s” was handed out after “%s”, which was sent later"
                        .formatted(each.message(), before.message()));
              }
            }
            return Optional.empty();
          });

  private static List<Delivered> firstDeliveries(History history) {
    var seen = new HashSet<String>();
    return history.all(Delivered.class).stream().filter(each -> seen.add(each.message())).toList();
  }

  /// Offsets grow with the order of acceptance within a topic, and none is given twice.
  public static final Invariant OFFSETS_GROW =
      new Invariant(
          "a larger offset for each later message of a topic",
          history -> {
            List<Sent> sent = history.all(Sent.class);
            List<Accepted> accepted =
                history.all(Accepted.class).stream().filter(a -> a.offset().isPresent()).toList();
            for (Accepted one : accepted) {
              for (Accepted other : accepted) {
                if (ofOneTopic(sent, one, other)) {
                  boolean later =
                      sent.stream()
                          .anyMatch(s -> s.message().equals(other.message()) && s.at() > one.at());
                  long first = one.offset().getAsLong();
                  long second = other.offset().getAsLong();
                  if (first == second || (later && first > second)) {
                    return Optional.of(
                        "“%s” has offset %d and “%s”, %s, has %d"
                            .formatted(
                                one.message(),
                                first,
                                other.message(),
                                later ? "sent after that was known" : "sent about then",
                                second));
                  }
                }
              }
            }
            return Optional.empty();
          });

  private static boolean ofOneTopic(List<Sent> sent, Accepted one, Accepted other) {
    return !one.message().equals(other.message())
        && topic(sent, one).isPresent()
        && topic(sent, one).equals(topic(sent, other));
  }

  private static Optional<String> topic(List<Sent> sent, Accepted of) {
    return sent.stream()
        .filter(each -> each.message().equals(of.message()))
        .map(Sent::topic)
        .findFirst();
  }

  /// What was acknowledged, or dropped, is not handed to who asks afterwards.
  public static final Invariant NOTHING_AFTER_ITS_END =
      new Invariant(
          "no message that was acknowledged or dropped before it was asked for",
          history -> {
            var ended = new HashMap<String, Long>();
            history.all(Acknowledged.class).forEach(a -> ended.putIfAbsent(a.message(), a.at()));
            history.all(Returned.class).stream()
                .filter(returned -> !returned.requeue())
                .forEach(returned -> ended.putIfAbsent(returned.message(), returned.at()));
            return history.all(Delivered.class).stream()
                .filter(each -> ended.getOrDefault(each.message(), Long.MAX_VALUE) < each.asked())
                .map(each -> "“%s” was handed out again after its end".formatted(each.message()))
                .findFirst();
          });

  /// A first handing out is not marked as another one; a later one is, and has a tag of its own.
  public static final Invariant REDELIVERIES_MARKED =
      new Invariant(
          "redelivered: false the first time, true and another tag each later time",
          history -> {
            var tags = new HashMap<String, String>();
            for (Delivered each : history.all(Delivered.class)) {
              String before = tags.put(each.message(), each.tag());
              if (each.redelivered() != (before != null) || each.tag().equals(before)) {
                return Optional.of(
                    "“%s” came %s with redelivered: %s and %s"
                        .formatted(
                            each.message(),
                            before == null ? "for the first time" : "again",
                            each.redelivered(),
                            each.tag().equals(before) ? "the tag of before" : "tag " + each.tag()));
              }
            }
            return Optional.empty();
          });

  /// All messages with one key go to one consumer.
  public static final Invariant ONE_CONSUMER_FOR_EACH_KEY =
      new Invariant(
          "all messages of a key handed to the same member",
          history -> {
            Map<String, String> keys =
                history.all(Sent.class).stream()
                    .collect(Collectors.toMap(Sent::message, Sent::key, (one, _) -> one));
            var owners = new HashMap<String, String>();
            for (Delivered each : history.all(Delivered.class)) {
              String key = keys.getOrDefault(each.message(), "");
              String owner = owners.putIfAbsent(key, each.consumer());
              if (!key.isEmpty() && owner != null && !owner.equals(each.consumer())) {
                return Optional.of(
                    "key %s went to %s and to %s".formatted(key, owner, each.consumer()));
              }
            }
            return Optional.empty();
          });

  /// Every message that was accepted and is wanted is handed out.
  public static Invariant nothingLost(Predicate<Sent> wanted) {
    return new Invariant(
        "every message that was accepted",
        history -> {
          var delivered =
              history.all(Delivered.class).stream()
                  .map(Delivered::message)
                  .collect(Collectors.toSet());
          var due =
              history.all(Sent.class).stream()
                  .filter(wanted)
                  .map(Sent::message)
                  .collect(Collectors.toSet());
          return history.all(Accepted.class).stream()
              .map(Accepted::message)
              .filter(message -> due.contains(message) && !delivered.contains(message))
              .map("“%s” was accepted and never handed out"::formatted)
              .findFirst();
        });
  }

  /// As [#nothingLost(Predicate)], of all that was sent.
  public static final Invariant NOTHING_LOST = nothingLost(_ -> true);

  /// A consumer never has more than `most` messages that it has not yet begun to acknowledge or to
  /// give back.
  public static Invariant atMostInFlight(int most) {
    return new Invariant(
        "at most " + most + " unacknowledged messages at once",
        history -> {
          var ends = new HashMap<String, Long>();
          history.all(Acknowledged.class).forEach(a -> ends.put(a.tag(), a.begun()));
          history.all(Returned.class).forEach(r -> ends.put(r.tag(), r.begun()));
          List<Delivered> all = history.all(Delivered.class);
          for (Delivered last : all) {
            long open =
                all.stream()
                    .filter(each -> each.consumer().equals(last.consumer()))
                    .filter(each -> each.at() <= last.at())
                    .filter(each -> ends.getOrDefault(each.tag(), Long.MAX_VALUE) > last.at())
                    .count();
            if (open > most) {
              return Optional.of(
                  "with “%s” %s had %d of them".formatted(last.message(), last.consumer(), open));
            }
          }
          return Optional.empty();
        });
  }
}
