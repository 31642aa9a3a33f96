package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.http1.check.Check;
import dev.wireproof.reference.http1.message.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a fault is made of: a sentence, the checks that it changes (none when it is decided at a
/// place of its own), and the specs that notice.
public record FaultSpec(String description, List<FaultKind> kinds, Set<String> kills) {

  public FaultSpec(String description) {
    this(description, List.of(), Set.of());
  }

  public FaultSpec forgets(Check... checks) {
    FaultSpec more = this;
    for (Check check : checks) {
      more = more.with(new FaultKind.Forgets(check));
    }
    return more;
  }

  public FaultSpec misreports(Check check, Status as) {
    return with(new FaultKind.Misreports(check, as));
  }

  public FaultSpec lingersAfter(Check check) {
    return with(new FaultKind.Lingers(check));
  }

  FaultSpec pretends(Check check) {
    return with(new FaultKind.Pretends(check));
  }

  public FaultSpec stallsAt(Check check) {
    return with(new FaultKind.Stalls(check));
  }

  FaultSpec invents(Check... checks) {
    FaultSpec more = this;
    for (Check check : checks) {
      more = more.with(new FaultKind.Invents(check));
    }
    return more;
  }

  FaultSpec kills(String... specs) {
    return new FaultSpec(description, kinds, Set.of(specs));
  }

  private FaultSpec with(FaultKind kind) {
    var all = new ArrayList<>(kinds);
    all.add(kind);
    return new FaultSpec(description, List.copyOf(all), kills);
  }
}
