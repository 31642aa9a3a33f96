package dev.wireproof.reference.http1;

import dev.wireproof.reference.Fault;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The faults that one server is running with, asked for at the decision that each of them bends.
final class Faults {

  private final Set<Fault> present;
  private final Map<Check, Bend> bends = new HashMap<>();

  Faults(Set<Fault> present) {
    this.present = Set.copyOf(present);
    for (Fault fault : this.present) {
      if (fault instanceof Http1Fault ours) {
        ours.bug().bends().forEach(bend -> bends.put(bend.check(), bend));
      }
    }
  }

  boolean has(Http1Fault fault) {
    return present.contains(fault);
  }

  /// Holds `part` to each check in turn.
  <T> void examine(T part, Check.On<T>[] checks) throws Refused {
    for (Check.On<T> check : checks) {
      if (check.brokenBy(part)) {
        refuse(check);
      }
    }
  }

  /// Holds `part` to those of the checks that a fault has made up: nobody else makes them.
  <T> void examineInvented(T part, Check.On<T>[] checks) throws Refused {
    for (Check.On<T> check : checks) {
      if (bends.get(check) instanceof Bend.Invents && check.brokenBy(part)) {
        throw Refused.breaking(check);
      }
    }
  }

  /// Refuses what broke `check`; returns only when a fault makes this server forget the check.
  void refuse(Check check) throws Refused {
    @Nullable Bend bend = bends.get(check);
    switch (bend) {
      case null -> throw Refused.breaking(check);
      case Bend.Invents _ -> throw Refused.breaking(check);
      case Bend.Misreports(_, var as) -> throw Refused.closing(as, check.rule());
      case Bend.Lingers _ -> throw Refused.lingering(check.status(), check.rule());
      case Bend.Pretends _ -> throw Refused.pretending(check.status(), check.rule());
      case Bend.Stalls _ -> throw Refused.stalling(check.status(), check.rule());
      case Bend.Forgets _ -> {} // on with whatever comes of it
    }
  }
}
