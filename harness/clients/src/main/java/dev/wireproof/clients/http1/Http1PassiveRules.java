package dev.wireproof.clients.http1;

import dev.wireproof.engine.context.PassiveFindings;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.http1.Http1Rule;
import java.util.List;
import java.util.stream.Collectors;

/// What all HTTP/1.1 exchanges of the run showed of a rule that holds for every response, those of
/// the [Http1Survey] among them.
public final class Http1PassiveRules implements WireClient {

  static final String PROTOCOL = "http1";

  private final SpecContext context;

  public Http1PassiveRules(SpecContext context) {
    this.context = context;
  }

  /// Judges a rule by every exchange of the run.
  ///
  /// @throws VerdictException when the rule was broken in any exchange, or nothing was answered at
  ///   all
  public void expect(Http1Rule rule) {
    PassiveFindings findings = context.knowledge().findings();
    Http1Survey.statuses(context);
    long exchanges = findings.exchanges(PROTOCOL);
    if (exchanges == 0) {
      throw VerdictException.inconclusive("not one response came that could be looked at");
    }
    List<PassiveFindings.Finding> broken = findings.of(rule.id());
    if (!broken.isEmpty()) {
      PassiveFindings.Finding first = broken.getFirst();
      context.transcript().note("in an exchange of " + first.spec());
      Channel channel =
          context
              .transcript()
              .channel(Channel.TCP, Ends.CLIENT_TO_TARGET, Address.UNKNOWN, Address.UNKNOWN);
      context.transcript().sent(channel, first.sent());
      context.transcript().judging(context.transcript().received(channel, first.received()));
      throw VerdictException.violates(first.expected(), first.saw());
    }
    context.transcript().note("held by the responses of " + exchanges + " exchanges");
  }

  /// What each method gets at `/`, in words.
  public String survey() {
    return Http1Survey.statuses(context).entrySet().stream()
        .map(each -> each.getKey() + " gets " + each.getValue())
        .collect(Collectors.joining(", "));
  }

  @Override
  public void close() {}
}
