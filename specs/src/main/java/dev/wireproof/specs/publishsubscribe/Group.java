package dev.wireproof.specs.publishsubscribe;

import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.atLeast;
import static dev.wireproof.engine.verdict.Expectations.size;

import dev.wireproof.clients.history.History;
import dev.wireproof.clients.history.Operation.Delivered;
import dev.wireproof.clients.history.Operation.Sent;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/// Subscriptions of one group, which share its messages.
///
/// @param members the order in which they joined
record Group(Broker broker, List<Subscription> members) {

  Group {
    members = List.copyOf(members);
  }

  /// What all of its members saw.
  History history() {
    return members.getFirst().history();
  }

  /// The part of it that is about the messages with this key.
  History historyOfKey(String key) {
    History all = history();
    return all.about(
        all.all(Sent.class).stream()
            .filter(sent -> sent.key().equals(key))
            .map(Sent::message)
            .toList());
  }

  /// Control: a GET of each member is held by the broker.
  ///
  /// @throws VerdictException when it is not: the spec is inconclusive
  List<PendingFetch> requireAllHeld(int wait) {
    List<Subscription> others = members.subList(0, members.size() - 1);
    List<PendingFetch> first = others.stream().map(member -> member.beginGet(wait)).toList();
    return Stream.concat(first.stream(), Stream.of(members.getLast().requireHeld(wait))).toList();
  }

  /// Reads the responses to a GET of each member.
  ///
  /// @return whether any of them brought a message that no member had before
  boolean finish(List<PendingFetch> fetches, Duration within) {
    long before = countDifferent();
    for (int i = 0; i < members.size(); i++) {
      members.get(i).finishGet(fetches.get(i), within);
    }
    return countDifferent() > before;
  }

  private long countDifferent() {
    return history().all(Delivered.class).stream().map(Delivered::message).distinct().count();
  }

  /// All members fetch at the same time, again and again, until `n` different messages have come to
  /// them, or none comes any more.
  void share(int n) {
    Duration patience = broker.patience().forAnswer();
    Deadline deadline = Deadline.in(patience);
    boolean news = true;
    while (countDifferent() < n && !deadline.passed()) {
      int wait = news ? 0 : 1;
      List<PendingFetch> fetches = members.stream().map(member -> member.beginGet(wait)).toList();
      news = finish(fetches, patience.plusSeconds(wait));
      if (news) {
        deadline = Deadline.in(patience);
      } else {
        Await.pause();
      }
    }
    if (countDifferent() < n) {
      broker.timedOut();
    }
  }

  /// Control: `n` different messages come to the members.
  ///
  /// @throws VerdictException when fewer come: the spec is inconclusive
  void requireShared(int n) {
    share(n);
    requireThat(countDifferent(), atLeast(n).as(n + " messages handed out"));
  }

  /// Each member fetches once, without waiting.
  void fetchEach() {
    members.forEach(member -> member.fetch(0));
  }

  /// The member to which the first message was handed out.
  Subscription firstServed() {
    return members.stream()
        .filter(each -> each.name().equals(history().all(Delivered.class).getFirst().consumer()))
        .findFirst()
        .orElseThrow();
  }

  /// The first member that is not this one.
  Subscription otherThan(Subscription member) {
    return members.stream().filter(each -> !each.equals(member)).findFirst().orElseThrow();
  }

  /// Messages were handed out to each member.
  ///
  /// @throws VerdictException when one got none
  void expectEachServed(String expected) {
    for (Subscription member : members) {
      expectThat(
          member.handedOut(),
          size(atLeast(1)).as(expected).showing(_ -> "none for " + member.name()));
    }
  }
}
