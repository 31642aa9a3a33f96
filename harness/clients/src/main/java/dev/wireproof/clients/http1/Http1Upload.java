package dev.wireproof.clients.http1;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// A request of the target's that takes a body: POST of `/` or of the echo, or else GET of `/`,
/// which may have a body too (RFC 9110 §9.3.1).
public final class Http1Upload implements WireClient {

  static final String LENGTH_REQUIRED =
      "a body without Content-Length is refused with 411, as it may be (RFC 9112 §6.3)";

  private final Http1Capabilities offers;

  public Http1Upload(SpecContext context) {
    this.offers = Http1Capabilities.of(context);
  }

  /// The request, to which a body is still to be added.
  ///
  /// @throws VerdictException where no request with a body is served
  public Http1Request request() {
    return offers
        .upload()
        .orElseThrow(() ->
            VerdictException.notApplicable(
                "no request with a body is served: neither POST nor GET of / is answered with 2xx"
                    + " and read to its end"));
  }

  /// The request, where it is a POST.
  ///
  /// @throws VerdictException where no POST is served
  public Http1Request post() {
    Http1Request request = request();
    if (!request.method().equals("POST")) {
      throw VerdictException.notApplicable("no POST is served, of / or of an echo");
    }
    return request;
  }

  /// A response that serves a body in chunks; not applicable where every body needs a length.
  public static Expectation<Seen> chunksServed() {
    return Responses.success().unless(Responses.status(411), LENGTH_REQUIRED);
  }

  static boolean isLengthRequired(Seen seen) {
    return seen instanceof Seen.Response(var response) && response.status() == 411;
  }

  /// The same method, with which another resource may be asked.
  ///
  /// @throws VerdictException where no request with a body is served
  public Http1Request at(String path) {
    return Http1Request.request(request().method(), path);
  }

  /// A refusal of a request whose body is malformed. An answer that has no regard to the body is
  /// tolerated where the connection ends with it, and says nothing where the target answers GET, or
  /// before the body has come.
  public Expectation<Seen> refusal(int... statuses) {
    Expectation<Seen> refused = Responses.refusal(statuses);
    return new Expectation<>(
        refused.expected(),
        seen ->
            seen instanceof Seen.Response(var response) && response.isSuccess()
                ? regardless(response, refused.judge(seen))
                : refused.judge(seen));
  }

  private Verdict regardless(Http1Response success, Verdict otherwise) {
    if (!offers.waitsForBody()) {
      return new Verdict.NotApplicable(
          "the target answers without regard to the body, so it cannot be seen how it"
              + " reads that; a POST of / that is answered with 2xx would show it");
    }
    return success.announcesClose()
        ? new Verdict.Tolerated("answered with " + success.status() + ", and reads on no further")
        : otherwise;
  }

  @Override
  public void close() {}
}
