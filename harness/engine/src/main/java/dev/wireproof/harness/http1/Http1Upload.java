package dev.wireproof.harness.http1;

import dev.wireproof.harness.context.SpecContext;
import dev.wireproof.harness.context.WireClient;
import dev.wireproof.harness.verdict.Decided;
import dev.wireproof.wire.http1.Http1Request;

/// A request of the target's that takes a body: POST of `/` or of the echo, or else GET of `/`,
/// which may have a body too (RFC 9110 §9.3.1).
public final class Http1Upload implements WireClient {

  private final Http1Offers offers;

  public Http1Upload(SpecContext context) {
    this.offers = Http1Offers.of(context);
  }

  /// The request, to which a body is still to be added.
  ///
  /// @throws Decided where no request with a body is served
  public Http1Request request() {
    return offers
        .upload()
        .orElseThrow(() ->
            Decided.notApplicable(
                "no request with a body is served: neither POST nor GET of / is answered with 2xx"
                    + " and read to its end"));
  }

  @Override
  public void close() {}
}
