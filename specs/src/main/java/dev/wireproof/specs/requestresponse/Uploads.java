package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/// A client that uploads in parts.
public final class Uploads implements WireClient {

  private final Api api;

  public Uploads(SpecContext context) {
    this.api = new Api(context);
  }

  Api api() {
    return api;
  }

  /// The name of an upload that nobody else uses.
  String fresh() {
    return api.fresh("u");
  }

  /// What stands in a part, unlike all others.
  static Octets content(int part) {
    return Octets.utf8("part " + part + ". ");
  }

  Http1Request putting(String upload, String part, Octets octets) {
    return api.request("PUT", "/uploads/" + upload + "/parts/" + part)
        .with("Content-Type", "application/octet-stream")
        .with("Content-Length", Integer.toString(octets.size()))
        .carrying(octets);
  }

  Reply put(String upload, int part, Octets octets) {
    return api.send(putting(upload, Integer.toString(part), octets));
  }

  /// Parts that are taken, as a step that the spec needs.
  void given(String upload, int... parts) {
    Arrays.stream(parts).forEach(part -> put(upload, part, content(part)).require(status(204)));
  }

  Reply ask(String upload) {
    return api.get("/uploads/" + upload);
  }

  /// What is there of an upload, as a step that the spec needs.
  Json state(String upload) {
    return ask(upload).require(status(200)).expectJson();
  }

  static List<Long> numbers(Json json, String name) {
    return json.expectList(name).stream().map(Json::expectNumber).toList();
  }

  Reply complete(String upload, int parts) {
    return api.post("/uploads/" + upload + "/complete", Json.of("parts", parts));
  }

  /// The digest of a complete upload, in lower case.
  String completed(String upload, int parts) {
    return digest(complete(upload, parts).require(status(200)));
  }

  static String digest(Reply reply) {
    return reply.expectJson().expectText("sha256").toLowerCase(Locale.ROOT);
  }

  /// The answer shows the digest of these octets.
  ///
  /// @throws VerdictException when it is another
  static void has(String digest, Octets whole, String expected) {
    if (!digest.equals(sha256(whole))) {
      throw VerdictException.violates(expected + ": SHA-256 " + sha256(whole), digest);
    }
  }

  static String sha256(Octets octets) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(octets.toArray());
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
