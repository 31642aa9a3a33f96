package dev.wireproof.reference.http1.message;

import dev.wireproof.wire.Octets;

/// The content of a request, with the trailer fields that followed it. They stay apart from the
/// header fields, which nothing that comes after the body may change (RFC 9110 §6.5.1).
public record Body(Octets content, Fields trailers) {

  public static final Body NONE = new Body(Octets.NONE, Fields.NONE);
}
