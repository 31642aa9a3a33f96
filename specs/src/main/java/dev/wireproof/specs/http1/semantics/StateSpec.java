package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.refusal;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.specs.http1.Http1Controls.requireHostMissed;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.clients.http1.Http1Echo;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.specs.http1.Kept;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/// Nothing depends on the connection (RFC 9110 §3.3): each request says all that its response
/// depends on. Behind a proxy one connection carries the requests of many, and one client uses
/// several.
class StateSpec {

  private static final String PRIVATE = "/private";

  @Must(
      id = "http1.state.user-not-remembered",
      claim =
          "a request without credentials is unauthenticated, whoever used the connection before",
      rfc = "9110#3.3",
      proves = {STATEFULNESS, CONFIDENTIALITY})
  void userIsNotRemembered(Http1Wire wire) {
    requireUsers(wire);
    Kept.on(wire).requireServed(as("erin")).send(get(PRIVATE)).expectUnlessEnded(status(401));
  }

  @Must(
      id = "http1.state.users-interleaved",
      claim = "two users whose requests share a connection get each their own responses",
      rfc = "9110#3.3",
      proves = {STATEFULNESS, CONFIDENTIALITY})
  void usersMayShareAConnection(Http1Wire wire) {
    requireUsers(wire);
    Octets alice = wire.requireElsewhere(as("alice"), success()).body();
    Octets bob = wire.requireElsewhere(as("bob"), success()).body();
    Kept.on(wire)
        .send(as("alice"), as("bob"), as("alice"), as("bob"))
        .expect(own("alice", alice))
        .expectUnlessEnded(own("bob", bob))
        .expectUnlessEnded(own("alice", alice))
        .expectUnlessEnded(own("bob", bob));
  }

  @Must(
      id = "http1.state.user-on-two-connections",
      claim = "a user on a second connection is the same user",
      rfc = "9110#3.3",
      proves = STATEFULNESS)
  void userMayUseSeveralConnections(Http1Wire wire) {
    requireUsers(wire);
    Http1Response first = wire.requireServed(as("carol"));
    wire.another().send(as("carol")).expect(own("carol", first.body()));
    Kept.requireGoingOn(first);
    Kept.on(wire).send(as("carol")).expectUnlessEnded(own("carol", first.body()));
  }

  private static Expectation<Seen> own(String user, Octets body) {
    return response(
        "the response of " + user + "'s own",
        response -> response.isSuccess() && response.body().equals(body));
  }

  /// @throws VerdictException where the target knows no users
  private static void requireUsers(Http1Wire wire) {
    Http1Response nobody = wire.requireElsewhere(get(PRIVATE), anyResponse());
    requireOffered(nobody, status(401), "no users: GET /private without credentials is not 401");
    Http1Response anybody = wire.requireElsewhere(as(wire.freshName("wireproof")), anyResponse());
    requireOffered(anybody, success(), "/private does not accept the password wireproof");
  }

  private static Http1Request as(String user) {
    byte[] credentials = (user + ":wireproof").getBytes(StandardCharsets.UTF_8);
    return get(PRIVATE)
        .with("Authorization", "Basic " + Base64.getEncoder().encodeToString(credentials));
  }

  @Must(
      id = "http1.state.host-of-each-request",
      claim = "every request of a connection is held to the rules of Host, not only the first",
      rfc = "9112#3.2",
      proves = {STATEFULNESS, ROBUSTNESS})
  void everyRequestNeedsAHost(Http1Wire wire) {
    wire.requireControl(get("/"));
    requireHostMissed(wire);
    Kept.on(wire).requireServed(get("/")).send(get("/").without("Host")).expect(refusal(400));
  }

  @Must(
      id = "http1.state.fields-not-carried-over",
      claim = "a field of one request is not seen in the next",
      rfc = "9110#3.3",
      proves = {STATEFULNESS, CONFIDENTIALITY})
  void fieldsAreNotCarriedOver(Http1Wire wire, Http1Echo echo) {
    Http1Request once = echo.request().with("X-Wireproof-Once", "1");
    Kept.on(wire)
        .send(once)
        .expect(echo.shows("X-Wireproof-Once", "1"))
        .send(echo.request())
        .expectUnlessEnded(echo.shows("X-Wireproof-Once"));
  }

  @Must(
      id = "http1.state.seen-on-every-connection",
      claim = "what is stored over one connection is there on every other",
      rfc = "9110#3.3",
      proves = STATEFULNESS,
      safety = Safety.LOAD)
  void whatIsStoredIsSeenEverywhere(Http1Wire wire) {
    Http1Request put = Http1Request.put("/files/wireproof-state", "shared");
    Http1Response kept = wire.send(put).expectResponse(anyResponse());
    requireOffered(kept, success(), "nothing can be stored: PUT below /files/ is");
    Http1Request read = get("/files/wireproof-state");
    Octets here = wire.requireServed(read).body();
    Http1Wire other = wire.another();
    other
        .send(read)
        .expect(
            response(
                "what was stored over another connection",
                response -> response.isSuccess() && response.body().equals(here)));
    wire.send(request("DELETE", "/files/wireproof-state")).next();
  }
}
