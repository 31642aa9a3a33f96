package dev.wireproof.specs.requestresponse;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.IntStream;

/// A client that uploads in parts. What each verb sends stands in the table of the package's page.
public final class Uploads implements WireClient {

  private final Api api;

  public Uploads(SpecContext context) {
    this.api = new Api(context);
  }

  Patience patience() {
    return api.patience();
  }

  /// The octets that a part may have: what the target declares, or what the contract asks for.
  int bodyLimit(int contract) {
    return Math.min(
        contract, api.target().numberLimit("body-limit").map(Math::toIntExact).orElse(contract));
  }

  /// The name of an upload that no other spec uses.
  String newUpload() {
    return api.fresh("u");
  }

  /// What stands in a part, unlike all others.
  static Octets content(int part) {
    return Octets.utf8("part " + part + ". ");
  }

  /// The contents of these parts, joined.
  static Octets contents(int... parts) {
    return Octets.join(Arrays.stream(parts).mapToObj(Uploads::content).toList());
  }

  Http1Request putRequest(String upload, String part, Octets octets) {
    return api.request("PUT", "/uploads/" + upload + "/parts/" + part)
        .with("Content-Type", "application/octet-stream")
        .with("Content-Length", Integer.toString(octets.size()))
        .carrying(octets);
  }

  Reply putPart(String upload, String part, Octets octets) {
    return api.send(putRequest(upload, part, octets));
  }

  Reply putPart(String upload, int part, Octets octets) {
    return putPart(upload, Integer.toString(part), octets);
  }

  /// Parts 1 to `n`, each with its content.
  List<Reply> putAtOnce(String upload, int n) {
    return api.together(
        IntStream.rangeClosed(1, n)
            .mapToObj(part -> putRequest(upload, Integer.toString(part), content(part)))
            .toList());
  }

  /// Control: parts that are taken, each with its content.
  void requireParts(String upload, int... parts) {
    Arrays.stream(parts)
        .forEach(part -> putPart(upload, part, content(part)).require(status(204)));
  }

  Reply getUpload(String upload) {
    return api.get("/uploads/" + upload);
  }

  /// Control: what is there of an upload.
  Reply requireState(String upload) {
    return getUpload(upload).require(status(200));
  }

  boolean hasPart(String upload, long part) {
    return numbers(requireState(upload).json(), "parts").contains(part);
  }

  static List<Long> numbers(Json json, String name) {
    return json.list(name).stream().map(Json::number).toList();
  }

  Reply postComplete(String upload, int parts) {
    return postComplete(upload, Json.of("parts", parts));
  }

  Reply postComplete(String upload, String json) {
    return api.post("/uploads/" + upload + "/complete", json);
  }

  /// Control: the upload is completed.
  Reply requireComplete(String upload, int parts) {
    return postComplete(upload, parts).require(status(200));
  }

  /// The digest of these octets, in whichever case; that it is in lower case is judged by one spec.
  ///
  /// @param what these octets are, in the words of the rule
  static Expectation<Json> digestOf(Octets whole, String what) {
    String digest = sha256(whole);
    return json("sha256")
        .text(Expectation.of(digest, digest::equalsIgnoreCase))
        .as(what + ": SHA-256 " + digest);
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
