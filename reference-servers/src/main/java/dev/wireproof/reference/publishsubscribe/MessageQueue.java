package dev.wireproof.reference.publishsubscribe;

import static dev.wireproof.reference.publishsubscribe.BrokerFault.ACKS_ARE_CUMULATIVE;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.ACKS_IGNORED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.AUTO_NEEDS_ACKS;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.DONE_ON_DISK_WHEN_HANDED_OUT;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.DONE_WHEN_HANDED_OUT;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.DROP_REQUEUES;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.FIRST_MEMBER_GETS_ALL;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.KEEPS_100;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.KEYS_IGNORED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.LOST_WITH_A_DELETED_MEMBER;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.MEMBERS_STAY_FOR_EVER;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.NEWEST_FIRST;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.PREFETCH_IGNORED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.PREFETCH_NEVER_FREED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.REDELIVERED_NOT_MARKED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.REDELIVERED_TOO_EARLY;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.SAME_TAG_AGAIN;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.TAGS_OF_ALL;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.TTL_IGNORED;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.TTL_IS_A_TIME;
import static dev.wireproof.reference.publishsubscribe.BrokerFault.TTL_NOT_LOOKED_AT_AGAIN;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;

/// The messages of one subscription, or of one group whose members share them: those that wait, and
/// those that were handed out and are not acknowledged. Its broker's lock guards it.
final class MessageQueue {

  private static final int KEPT = 5000;
  private static final int KEPT_TOO_FEW = 100;
  private static final int MOST_IN_AN_ANSWER = 1000;

  /// Where is written down that a message needs no more handing out.
  @FunctionalInterface
  interface Done {
    void note(MessageQueue queue, BrokerMessage message) throws IOException;
  }

  private final String name;
  private final Filter filter;
  private final Done done;
  private final Set<BrokerFault> faults;
  private final Deque<Delivery> waiting = new ArrayDeque<>();
  private final Map<String, Delivery> out = new LinkedHashMap<>();
  private final Map<String, Member> members = new TreeMap<>();
  private final Map<String, Integer> everHandedOut = new TreeMap<>();

  MessageQueue(String name, Filter filter, Done done, Set<BrokerFault> faults) {
    this.name = name;
    this.filter = filter;
    this.done = done;
    this.faults = faults;
  }

  String name() {
    return name;
  }

  Filter filter() {
    return filter;
  }

  void add(Delivery entry) {
    waiting.add(entry);
    if (waiting.size() > (faults.contains(KEEPS_100) ? KEPT_TOO_FEW : KEPT)) {
      waiting.remove();
    }
  }

  void join(Member member) {
    members.put(member.name(), member);
  }

  boolean isDeserted() {
    return members.isEmpty();
  }

  /// What this member may have now. It is handed out with this call.
  List<Delivery> take(Member member) throws IOException {
    timeOut();
    waiting.removeIf(this::isTooOld);
    int room = room(member);
    List<Member> present = present();
    var taken = new ArrayList<Delivery>();
    for (Iterator<Delivery> each = inTurn(); each.hasNext() && taken.size() < room; ) {
      Delivery next = each.next();
      if (owner(next.message(), present) == member) {
        each.remove();
        taken.add(next.to(member.name(), tag(next), timeout(member)));
      }
    }
    for (Delivery each : taken) {
      if (isManual(member)) {
        out.put(each.tag(), each);
      }
      if (!isManual(member) || faults.contains(DONE_ON_DISK_WHEN_HANDED_OUT)) {
        done.note(this, each.message());
      }
    }
    everHandedOut.merge(member.name(), taken.size(), Integer::sum);
    return taken;
  }

  private Iterator<Delivery> inTurn() {
    return faults.contains(NEWEST_FIRST) ? waiting.descendingIterator() : waiting.iterator();
  }

  private boolean isManual(Member member) {
    return faults.contains(AUTO_NEEDS_ACKS)
        || (member.settings().manual() && !faults.contains(DONE_WHEN_HANDED_OUT));
  }

  private String tag(Delivery next) {
    return faults.contains(SAME_TAG_AGAIN) && !next.tag().isEmpty() ? next.tag() : Names.fresh();
  }

  private long timeout(Member member) {
    long nanos = member.settings().ackTimeoutMs() * 1_000_000;
    return faults.contains(REDELIVERED_TOO_EARLY) ? nanos / 3 : nanos;
  }

  private int room(Member member) {
    int prefetch = member.settings().prefetch();
    if (!member.settings().manual()) {
      return prefetch;
    }
    if (faults.contains(PREFETCH_IGNORED)) {
      return MOST_IN_AN_ANSWER;
    }
    if (faults.contains(PREFETCH_NEVER_FREED)) {
      return prefetch - everHandedOut.getOrDefault(member.name(), 0);
    }
    return prefetch - (int) out.values().stream().filter(isWith(member)).count();
  }

  private static Predicate<Delivery> isWith(Member member) {
    return each -> each.member().equals(member.name());
  }

  private boolean isTooOld(Delivery entry) {
    if (faults.contains(TTL_IS_A_TIME) && entry.message().hasTtl()) {
      return true;
    }
    boolean looks =
        !faults.contains(TTL_IGNORED)
            && !(faults.contains(TTL_NOT_LOOKED_AT_AGAIN) && entry.redelivered());
    return looks && entry.message().isExpired();
  }

  private List<Member> present() {
    return members.values().stream()
        .filter(member -> member.present() > 0 || faults.contains(MEMBERS_STAY_FOR_EVER))
        .toList();
  }

  /// The member that a message is for: one key, one member, as long as the same members are
  /// present.
  private Member owner(BrokerMessage message, List<Member> present) {
    if (faults.contains(FIRST_MEMBER_GETS_ALL)) {
      return present.getFirst();
    }
    long number =
        message.key().isPresent() && !faults.contains(KEYS_IGNORED)
            ? message.key().get().hashCode()
            : message.offset();
    return present.get((int) Math.floorMod(number, (long) present.size()));
  }

  /// What was not acknowledged in time goes back, in front.
  private void timeOut() {
    long now = System.nanoTime();
    putBack(out.values().stream().filter(each -> each.until() - now <= 0).toList());
  }

  private void putBack(List<Delivery> entries) {
    entries
        .reversed()
        .forEach(each -> {
          out.remove(each.tag());
          waiting.addFirst(each.back(!faults.contains(REDELIVERED_NOT_MARKED)));
        });
  }

  /// How long until something changes by itself, in nanoseconds.
  long nanosToNext() {
    long now = System.nanoTime();
    long timeOut =
        out.values().stream().mapToLong(each -> each.until() - now).min().orElse(Long.MAX_VALUE);
    long leaving =
        members.values().stream()
            .mapToLong(Member::present)
            .filter(nanos -> nanos > 0)
            .min()
            .orElse(Long.MAX_VALUE);
    return Math.max(1, Math.min(timeOut, leaving));
  }

  /// Ends a message that this member has.
  ///
  /// @return whether it had one of that tag
  boolean acknowledge(Member member, String tag) throws IOException {
    Optional<Delivery> found = find(member, tag);
    if (found.isEmpty() || faults.contains(ACKS_IGNORED)) {
      return found.isPresent();
    }
    List<Delivery> ended = List.of(found.get());
    if (faults.contains(ACKS_ARE_CUMULATIVE)) {
      List<Delivery> all = out.values().stream().filter(isWith(member)).toList();
      ended = all.subList(0, all.indexOf(found.get()) + 1);
    }
    for (Delivery each : ended) {
      end(each);
    }
    return true;
  }

  private Optional<Delivery> find(Member member, String tag) {
    return Optional.ofNullable(out.get(tag))
        .filter(each -> isWith(member).test(each) || faults.contains(TAGS_OF_ALL));
  }

  private void end(Delivery each) throws IOException {
    done.note(this, each.message());
    out.remove(each.tag());
  }

  boolean giveBack(Member member, String tag, boolean requeue) throws IOException {
    Optional<Delivery> found = find(member, tag);
    if (found.isPresent() && (requeue || faults.contains(DROP_REQUEUES))) {
      putBack(List.of(found.get()));
    } else if (found.isPresent()) {
      end(found.get());
    }
    return found.isPresent();
  }

  /// A member is deleted: what it has goes to the others.
  void leave(Member member) {
    members.remove(member.name());
    List<Delivery> had = out.values().stream().filter(isWith(member)).toList();
    if (faults.contains(LOST_WITH_A_DELETED_MEMBER)) {
      had.forEach(each -> out.remove(each.tag()));
    } else {
      putBack(had);
    }
  }

  /// A message was done before the broker was started.
  void wasDone(String id) {
    waiting.removeIf(each -> each.message().id().equals(id));
  }

  /// Forgets messages, as no correct broker does.
  void forget(Predicate<Delivery> which) {
    waiting.removeIf(which);
    out.values().removeIf(which);
  }

  List<Delivery> waiting() {
    return List.copyOf(waiting);
  }
}
