package dev.wireproof.clients.http1;

import dev.wireproof.engine.context.PassiveFindings;
import dev.wireproof.engine.context.PassiveFindings.Finding;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Exchange;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Http1Rule;
import dev.wireproof.wire.http1.Violation;
import java.util.Optional;

/// Files what exchanges show of the rules that hold for every response, whatever the spec under way
/// is about.
final class Http1Findings {

  private final SpecContext context;

  Http1Findings(SpecContext context) {
    this.context = context;
  }

  /// Holds a response to each [Http1Rule].
  void in(Http1Exchange exchange, Octets sent) {
    PassiveFindings all = context.knowledge().findings();
    all.exchanged(Http1PassiveRules.PROTOCOL);
    Http1Response response = exchange.response();
    for (Violation breach : Http1Rule.breaches(exchange)) {
      all.add(breach.rule(), finding(breach, sent, response.head().plus(response.rawBody())));
    }
  }

  /// What follows a response counts only where the spec under way finds nothing wrong itself.
  void beside(Optional<Violation> flaw, Octets sent, Octets received) {
    flaw.ifPresent(breach -> context.foundBeside(breach.rule(), finding(breach, sent, received)));
  }

  private Finding finding(Violation breach, Octets sent, Octets received) {
    return new Finding(breach.expected(), breach.saw(), context.specId(), sent, received);
  }
}
