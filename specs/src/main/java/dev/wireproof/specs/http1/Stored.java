package dev.wireproof.specs.http1;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.wire.http1.Http1Request.get;
import static dev.wireproof.wire.http1.Http1Request.request;

import dev.wireproof.clients.http1.Http1Wire;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;

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
    if (stored.isThere()) {
      throw VerdictException.inconclusive("the control failed: what was deleted is still there");
    }
    return stored;
  }

  /// A resource with this content.
  ///
  /// @throws VerdictException when the target stores nothing
  static Stored with(Http1Wire wire, String content) {
    var stored = new Stored(wire);
    Http1Response kept = stored.elsewhere(stored.put(content));
    if (!kept.isSuccess()) {
      throw VerdictException.notApplicable(
          "nothing can be stored: PUT below /files/ is " + kept.status());
    }
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

  boolean isThere() {
    return elsewhere(read()).isSuccess();
  }

  Http1Response elsewhere(Http1Request request) {
    return wire.requireElsewhere(request, ANY);
  }

  /// @throws VerdictException unless exactly this is stored
  void expectContent(String expected, String after) {
    Http1Response now = elsewhere(read());
    if (!now.isSuccess() || !now.body().equals(Octets.utf8(expected))) {
      throw VerdictException.violates(
          "“" + expected + "” to be stored after " + after, now + " with “" + now.body() + "”");
    }
  }

  /// @throws VerdictException if anything is stored
  void expectNothing(String after) {
    Http1Response now = elsewhere(read());
    if (now.isSuccess()) {
      throw VerdictException.violates(
          "nothing to be stored after " + after, now + " with “" + now.body() + "”");
    }
  }

  @Override
  public void close() {
    wire.another().send(delete()).next();
  }
}
