package dev.wireproof.clients.history;

import dev.wireproof.clients.history.Operation.Acknowledged;
import dev.wireproof.clients.history.Operation.Delivered;
import dev.wireproof.clients.history.Operation.Returned;
import dev.wireproof.clients.history.Operation.Sent;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Everything that publishers and consumers saw of a broker, in one order. Several threads may
/// record at a time; what is judged is a copy.
public final class History {

  private final List<Operation> happenings;
  private long now;

  public History() {
    this(List.of());
  }

  private History(Collection<Operation> known) {
    happenings = new ArrayList<>(known);
  }

  /// The present, for what is recorded only when it has ended.
  public synchronized long now() {
    return ++now;
  }

  public synchronized void sent(String publisher, String topic, String key, String message) {
    happenings.add(new Sent(now(), publisher, topic, key, message));
  }

  public synchronized void accepted(String message, OptionalLong offset) {
    happenings.add(new Operation.Accepted(now(), message, offset));
  }

  /// Records a handing out.
  ///
  /// @param asked what [#now] was when the consumer asked
  /// @param about who got what; its times are of no account
  public synchronized void delivered(long asked, Delivered about) {
    happenings.add(
        new Delivered(
            now(),
            asked,
            about.subscription(),
            about.consumer(),
            about.topic(),
            about.message(),
            about.tag(),
            about.redelivered()));
  }

  /// Records an acknowledgement of which the broker took note.
  ///
  /// @param begun what [#now] was when it was sent
  public synchronized void acknowledged(long begun, Delivered what) {
    happenings.add(
        new Acknowledged(
            now(), begun, what.subscription(), what.consumer(), what.message(), what.tag()));
  }

  /// Records that a message was given back, or dropped.
  ///
  /// @param begun what [#now] was when that was sent
  public synchronized void returned(long begun, Delivered what, boolean requeue) {
    happenings.add(
        new Returned(
            now(),
            begun,
            what.subscription(),
            what.consumer(),
            what.message(),
            what.tag(),
            requeue));
  }

  public synchronized List<Operation> all() {
    return List.copyOf(happenings);
  }

  /// All of one kind, in order.
  public <T extends Operation> List<T> all(Class<T> kind) {
    return all().stream().filter(kind::isInstance).map(kind::cast).toList();
  }

  /// The names of the messages, in the order in which they were first seen.
  public List<String> messages() {
    return all().stream().map(Operation::message).distinct().toList();
  }

  /// What one subscription, or one group, saw of it: everything published, and its own deliveries.
  public History of(String subscription) {
    return where(happening -> subscriptionOf(happening).map(subscription::equals).orElse(true));
  }

  private static Optional<String> subscriptionOf(Operation happening) {
    return switch (happening) {
      case Delivered delivered -> Optional.of(delivered.subscription());
      case Acknowledged acknowledged -> Optional.of(acknowledged.subscription());
      case Returned returned -> Optional.of(returned.subscription());
      case Sent _, Operation.Accepted _ -> Optional.empty();
    };
  }

  /// The part of it that is about some messages.
  public History about(Collection<String> messages) {
    return where(happening -> messages.contains(happening.message()));
  }

  private History where(Predicate<Operation> wanted) {
    return new History(all().stream().filter(wanted).toList());
  }

  /// Judges it by some rules.
  ///
  /// @throws VerdictException when one is broken, with the smallest part of the history that breaks
  ///   it
  public History expectKept(Invariant... rules) {
    Stream.of(rules)
        .flatMap(rule -> rule.brokenBy(this).stream())
        .findFirst()
        .ifPresent(broken -> {
          throw VerdictException.violates(broken.expected(), broken.words());
        });
    return this;
  }
}
