package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.Digests;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.HttpDate;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.wire.Octets;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;

/// A resource's state as it can be sent, with its validators (RFC 9110 §8).
///
/// @param entityTag a strong one: equal only for equal octets
/// @param lastModified in whole seconds
record Representation(
    String type, Octets content, String entityTag, Instant lastModified, Fields more) {

  static Representation of(String type, Octets content, Instant lastModified) {
    String tag = '"' + HexFormat.of().formatHex(sha256(content), 0, 8) + '"';
    return new Representation(type, content, tag, lastModified, Fields.NONE);
  }

  Representation with(String name, String value) {
    return new Representation(type, content, entityTag, lastModified, more.with(name, value));
  }

  /// The fields that a client may need to update what it has stored: also in 206 and 304.
  Fields validators() {
    return Fields.NONE
        .with("ETag", entityTag)
        .with("Last-Modified", HttpDate.format(lastModified))
        .withAll(more);
  }

  /// 200 with all of it.
  Response whole() {
    return Response.of(Status.OK)
        .withAll(validators())
        .with("Accept-Ranges", "bytes")
        .withContent(type, content);
  }

  static byte[] sha256(Octets content) {
    return Digests.sha256(content.toArray());
  }

  /// The value of a Content-Digest field (RFC 9530 §2).
  static String contentDigest(Octets content) {
    return "sha-256=:" + Base64.getEncoder().encodeToString(sha256(content)) + ":";
  }
}
