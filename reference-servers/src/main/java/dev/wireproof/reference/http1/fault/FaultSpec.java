package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.http1.check.Check;
import dev.wireproof.reference.http1.message.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a fault is made of: a sentence, the checks it bends (none when it is decided at a place of
/// its own), and the specs that notice.
public record FaultSpec(String description, List<FaultKind> bends, Set<String> kills) {

  public FaultSpec(String description) {
    this(description, List.of(), Set.of());
  }

  public FaultSpec forgets(Check... checks) {
    FaultSpec bent = this;
    for (Check check : checks) {
      bent = bent.bending(new FaultKind.Forgets(check));
    }
    return bent;
  }

  public FaultSpec misreports(Check check, Status as) {
    return bending(new FaultKind.Misreports(check, as));
  }

  public FaultSpec lingersAfter(Check check) {
    return bending(new FaultKind.Lingers(check));
  }

  FaultSpec pretends(Check check) {
    return bending(new FaultKind.Pretends(check));
  }

  public FaultSpec stallsAt(Check check) {
    return bending(new FaultKind.Stalls(check));
  }

  FaultSpec invents(Check... checks) {
    FaultSpec bent = this;
    for (Check check : checks) {
      bent = bent.bending(new FaultKind.Invents(check));
    }
    return bent;
  }

  FaultSpec kills(String... specs) {
    return new FaultSpec(description, bends, Set.of(specs));
  }

  private FaultSpec bending(FaultKind bend) {
    var more = new ArrayList<>(bends);
    more.add(bend);
    return new FaultSpec(description, List.copyOf(more), kills);
  }
}
