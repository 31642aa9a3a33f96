package dev.wireproof.clients.http1;

import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.head;
import static dev.wireproof.wire.http1.Http1Request.options;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.engine.context.PassiveFindings;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Address;
import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Ends;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Rule;
import dev.wireproof.wire.http1.Seen;
import java.util.List;

/// What all HTTP/1.1 exchanges of the run showed of a rule that holds for every response. When a
/// passive spec runs alone there was no exchange yet, and a few plain ones are made first.
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
    if (findings.exchanges(PROTOCOL) == 0) {
      makeTraffic();
    }
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

  private void makeTraffic() {
    var wire = new Http1Wire(context);
    for (var each : traffic()) {
      if (!(wire.send(each).next() instanceof Seen.Response(var response))
          || response.announcesClose()) {
        wire = wire.another();
      }
    }
  }

  private static List<Http1Request> traffic() {
    return List.of(
        get("/"),
        head("/"),
        options("/"),
        get("/no-such-resource"),
        get("/private"),
        request("TRACE", "/"),
        get("/").withBody("hello").with("Expect", "100-continue"),
        get("/").without("Host"));
  }

  @Override
  public void close() {}
}
