package dev.wireproof.specs.http1.semantics;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.specs.http1.Http1Controls.requireOffered;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.specs.http1.Http1Controls;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import java.util.function.Predicate;

/// A resource of the spec's own below `/files/`, where the target lets clients put something. It is
/// deleted in the end.
final class Stored implements AutoCloseable {

  private static final Expectation<Seen> ANY = anyResponse();

  private final Http1Wire wire;
  private final String path;

  private Stored(Http1Wire wire) {
    this.wire = wire;
    this.path = "/files/" + wire.freshName("wireproof");
  }

  /// A name that nothing is stored under, on a target that would store something.
  static Stored absent(Http1Wire wire) {
    var stored = with(wire, "control");
    stored.elsewhere(stored.delete());
    stored.requireGone();
    return stored;
  }

  /// A resource with this content.
  ///
  /// @throws VerdictException when the target stores nothing
  static Stored with(Http1Wire wire, String content) {
    var stored = new Stored(wire);
    Http1Response kept = stored.elsewhere(stored.put(content));
    requireOffered(kept, success(), "nothing can be stored: PUT below /files/ is");
    if (!stored.content().equals(Octets.utf8(content))) {
      throw VerdictException.notApplicable(
          "what is put below /files/ is not what can be got there");
    }
    return stored;
  }

  Http1Request read() {
    return get(path);
  }

  Http1Request put(String content) {
    return Http1Request.put(path, content);
  }

  Http1Request delete() {
    return request("DELETE", path);
  }

  Http1Request with(String method) {
    return request(method, path);
  }

  String path() {
    return path;
  }

  /// What is stored now, seen from a connection of its own.
  Octets content() {
    return elsewhere(read()).body();
  }

  /// @throws VerdictException when it is still there: inconclusive
  void requireGone() {
    if (elsewhere(read()).isSuccess()) {
      throw VerdictException.inconclusive("the control failed: what was deleted is still there");
    }
  }

  /// A field that comes with what is stored.
  ///
  /// @throws VerdictException when it is missing: not applicable
  String requireField(String name) {
    return Http1Controls.requireField(elsewhere(read()), name, "what is stored");
  }

  Http1Response elsewhere(Http1Request request) {
    return wire.requireElsewhere(request, ANY);
  }

  /// @throws VerdictException unless exactly this is stored
  void expectContent(String expected, String after) {
    expectStored(
        "“" + expected + "” to be stored after " + after,
        now -> now.isSuccess() && now.body().equals(Octets.utf8(expected)));
  }

  /// @throws VerdictException if anything is stored
  void expectNothing(String after) {
    expectStored("nothing to be stored after " + after, now -> !now.isSuccess());
  }

  private void expectStored(String what, Predicate<Http1Response> right) {
    expectThat(
        elsewhere(read()), Expectation.of(what, right, now -> now + " with “" + now.body() + "”"));
  }

  @Override
  public void close() {
    wire.tidyUp(delete());
  }
}
