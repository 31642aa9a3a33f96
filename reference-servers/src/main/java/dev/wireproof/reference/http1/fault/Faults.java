package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.Fault;
import dev.wireproof.reference.http1.check.Check;
import dev.wireproof.reference.http1.check.Refused;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The faults that one server is running with, asked for at the decision that each of them changes.
public final class Faults {

  private final Set<Fault> present;
  private final Map<Check, FaultKind> kinds = new HashMap<>();

  public Faults(Set<Fault> present) {
    this.present = Set.copyOf(present);
    for (Fault fault : this.present) {
      if (fault instanceof Http1Fault ours) {
        ours.spec().kinds().forEach(kind -> kinds.put(kind.check(), kind));
      }
    }
  }

  public boolean has(Http1Fault fault) {
    return present.contains(fault);
  }

  /// Applies each check to `part` in turn.
  public <T> void examine(T part, Check.On<T>[] checks) throws Refused {
    for (Check.On<T> check : checks) {
      if (check.brokenBy(part)) {
        refuse(check);
      }
    }
  }

  /// Applies to `part` those of the checks that a fault has made up; a correct server makes none of
  /// them.
  public <T> void examineInvented(T part, Check.On<T>[] checks) throws Refused {
    for (Check.On<T> check : checks) {
      if (kinds.get(check) instanceof FaultKind.Invents && check.brokenBy(part)) {
        throw Refused.breaking(check);
      }
    }
  }

  /// Refuses what broke `check`; returns only when a fault makes this server forget the check.
  public void refuse(Check check) throws Refused {
    @Nullable FaultKind kind = kinds.get(check);
    switch (kind) {
      case null -> throw Refused.breaking(check);
      case FaultKind.Invents _ -> throw Refused.breaking(check);
      case FaultKind.Misreports(_, var as) -> throw Refused.closing(as, check.rule());
      case FaultKind.Lingers _ -> throw Refused.lingering(check.status(), check.rule());
      case FaultKind.Pretends _ -> throw Refused.pretending(check.status(), check.rule());
      case FaultKind.Stalls _ -> throw Refused.stalling(check.status(), check.rule());
      case FaultKind.Forgets _ -> {} // on with whatever comes of it
    }
  }
}
