package dev.wireproof.reference.http1;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// What a fault is made of: a sentence, the checks it bends (none when it is decided at a place of
/// its own), and the specs that notice.
record Bug(String description, List<Bend> bends, Set<String> kills) {

  Bug(String description) {
    this(description, List.of(), Set.of());
  }

  Bug forgets(Check... checks) {
    Bug bent = this;
    for (Check check : checks) {
      bent = bent.bending(new Bend.Forgets(check));
    }
    return bent;
  }

  Bug misreports(Check check, Status as) {
    return bending(new Bend.Misreports(check, as));
  }

  Bug lingersAfter(Check check) {
    return bending(new Bend.Lingers(check));
  }

  Bug pretends(Check check) {
    return bending(new Bend.Pretends(check));
  }

  Bug stallsAt(Check check) {
    return bending(new Bend.Stalls(check));
  }

  Bug invents(Check... checks) {
    Bug bent = this;
    for (Check check : checks) {
      bent = bent.bending(new Bend.Invents(check));
    }
    return bent;
  }

  Bug kills(String... specs) {
    return new Bug(description, bends, Set.of(specs));
  }

  private Bug bending(Bend bend) {
    var more = new ArrayList<>(bends);
    more.add(bend);
    return new Bug(description, List.copyOf(more), kills);
  }
}
