package dev.wireproof.clients.history;

import java.util.OptionalLong;

/// One thing that happened, as the client saw it. A message is known by its name, which nobody else
/// uses; what is compared is the order of `at`, which is counted and not measured.
public sealed interface Operation {

  /// Its place in the history.
  long at();

  /// The message that it is about.
  String message();

  /// A sentence about it.
  String words();

  /// A publisher sends a message; whether it arrives is not known yet.
  record Sent(long at, String publisher, String topic, String key, String message)
      implements Operation {
    @Override
    public String words() {
      return publisher
          + " sent “"
          + message
          + "” to "
          + topic
          + (key.isEmpty() ? "" : ", key " + key);
    }
  }

  /// The broker has confirmed a message.
  ///
  /// @param offset its number within the topic, where the broker gives numbers
  record Accepted(long at, String message, OptionalLong offset) implements Operation {
    @Override
    public String words() {
      return "“"
          + message
          + "” was accepted"
          + (offset.isPresent() ? " with offset " + offset.getAsLong() : "");
    }
  }

  /// A message was handed out.
  ///
  /// @param asked when the consumer asked for it, which may be long before
  /// @param subscription whose copy it is: a subscription's, or a group's
  /// @param consumer who got it
  /// @param tag names this handing out
  record Delivered(
      long at,
      long asked,
      String subscription,
      String consumer,
      String topic,
      String message,
      String tag,
      boolean redelivered)
      implements Operation {
    @Override
    public String words() {
      return "%s was handed “%s” (%s%s)"
          .formatted(consumer, message, tag, redelivered ? ", redelivered" : "");
    }
  }

  /// A consumer has acknowledged a message.
  ///
  /// @param begun when it told the broker; at `at` the broker had taken note
  record Acknowledged(
      long at, long begun, String subscription, String consumer, String message, String tag)
      implements Operation {
    @Override
    public String words() {
      return consumer + " acknowledged “" + message + "” (" + tag + ")";
    }
  }

  /// A consumer has given a message back.
  ///
  /// @param requeue whether others shall have it
  record Returned(
      long at,
      long begun,
      String subscription,
      String consumer,
      String message,
      String tag,
      boolean requeue)
      implements Operation {
    @Override
    public String words() {
      return consumer
          + (requeue ? " gave “" : " dropped “")
          + message
          + (requeue ? "” back (" : "” (")
          + tag
          + ")";
    }
  }
}
