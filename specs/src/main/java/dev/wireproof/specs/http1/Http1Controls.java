package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Http1Prerequisites.CLOSE;
import static dev.wireproof.clients.http1.Http1Prerequisites.CONTINUE;
import static dev.wireproof.clients.http1.Http1Prerequisites.PIPELINING;
import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.closed;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.head;

import dev.wireproof.clients.http1.Http1Upload;
import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

/// The controls that several specs of HTTP/1.1 need: what a server has to do, or to have, before
/// anything can be said about their rules. Each sends its requests on connections of its own.
public final class Http1Controls {

  /// A path at which no server has anything.
  public static final String NOWHERE = "/no-such-resource-wireproof";

  private Http1Controls() {}

  /// A server need not speak HTTP/1.0 at all; then nothing about it can be judged.
  ///
  /// @throws VerdictException when a plain GET in HTTP/1.0 is not served: not applicable
  public static void requireHttp10(Http1Wire wire) {
    wire.requireControl(get("/"));
    Seen seen = wire.another().send(get("/").version("HTTP/1.0")).next();
    requireOffered(seen, success(), "HTTP/1.0 is not spoken: GET / in it gets");
  }

  /// That a line was not read as Host can be seen only where a missing Host is refused.
  ///
  /// @throws VerdictException when a request without Host is served: not applicable
  public static void requireHostMissed(Http1Wire wire) {
    Seen seen = wire.another().send(get("/").without("Host")).next();
    if (seen instanceof Seen.Response(var response) && response.isSuccess()) {
      throw VerdictException.notApplicable(
          "a request without Host is served, so it cannot be seen whether one was read");
    }
  }

  /// `Connection: close` alone is honoured.
  ///
  /// @throws VerdictException when it is not: inconclusive
  public static void requireClose(Http1Wire wire) {
    requireClose(wire, "close");
  }

  /// These options of Connection, with close among them, are honoured.
  ///
  /// @throws VerdictException when they are not: inconclusive
  public static void requireClose(Http1Wire wire, String options) {
    Http1Wire other = wire.another();
    other.requireServed(get("/").with("Connection", options));
    Seen seen = other.ending();
    if (!closed().allows(seen)) {
      throw other.failed(CLOSE, "the end of the connection after Connection: " + options, seen);
    }
  }

  /// Two requests in one write get a response each, unless the first says that it is the last, or
  /// the connection ends with it.
  ///
  /// @throws VerdictException when nothing comes for the second: not judged because of
  ///   `http1.pipelining.order`
  public static void requirePipelining(Http1Wire wire) {
    Http1Wire other = wire.another();
    boolean goesOn =
        other.send(get("/"), get("/")).next() instanceof Seen.Response(var first)
            && !first.announcesClose();
    Seen second = goesOn ? other.next() : new Seen.Closed(Octets.NONE);
    other.close();
    if (second instanceof Seen.Silence) {
      throw wire.failed(PIPELINING, "a response to each of two requests in one write", second);
    }
  }

  /// Both requests are served when they come in one write.
  ///
  /// @throws VerdictException when the first is not: inconclusive; when the connection ends behind
  ///   it: not applicable
  public static void requirePipeline(Http1Wire wire, Http1Request first, Http1Request second) {
    wire.requireControl(first);
    Http1Wire twin = wire.another().send(first, second);
    Kept.requireGoingOn(twin.next());
    if (closed().allows(twin.next())) {
      throw VerdictException.notApplicable(
          "of two requests in one write, only the first is answered before the connection ends");
    }
    twin.close();
  }

  /// The target serves HEAD.
  ///
  /// @throws VerdictException when HEAD is refused: not applicable
  public static void requireHead(Http1Wire wire) {
    Seen seen = wire.another().send(head("/")).next();
    if (seen instanceof Seen.Response(var response) && !response.isSuccess()) {
      throw VerdictException.notApplicable("HEAD is not served: " + response);
    }
  }

  /// A client that waits with its body for 100 (Continue) gets some response.
  ///
  /// @throws VerdictException when it gets none: inconclusive
  public static void requireContinue(Http1Wire wire, Http1Upload upload) {
    Http1Request waiting = upload.request().withBody("hello").with("Expect", "100-continue");
    Http1Wire other = wire.another();
    Seen seen = other.sendAllBut(5, waiting).interim();
    other.close();
    if (!anyResponse().allows(seen)) {
      throw wire.failed(
          CONTINUE,
          "100 (Continue) or a final response to a client that waits with its body",
          seen);
    }
  }

  /// The response shows something that a server need not have, and the rule is about.
  ///
  /// @param otherwise what the target does instead, in words
  /// @throws VerdictException when it does not: not applicable
  public static Http1Response requireOffered(
      Http1Response response, Expectation<? super Seen> offered, String otherwise) {
    return requireOffered(new Seen.Response(response), offered, otherwise);
  }

  /// As [#requireOffered(Http1Response, Expectation, String)], where no response at all shows that
  /// it is not offered either.
  public static Http1Response requireOffered(
      Seen seen, Expectation<? super Seen> offered, String otherwise) {
    if (offered.allows(seen) && seen instanceof Seen.Response(var response)) {
      return response;
    }
    throw VerdictException.notApplicable(otherwise + ": " + seen);
  }

  /// A field that a server need not send.
  ///
  /// @param of whose response it is, in words
  /// @throws VerdictException when it is missing: not applicable
  public static String requireField(Http1Response response, String name, String of) {
    return response
        .field(name)
        .orElseThrow(() -> VerdictException.notApplicable(of + " has no " + name));
  }
}
