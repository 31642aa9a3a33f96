package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.http1.check.BodyCheck;
import dev.wireproof.reference.http1.check.ChunkLineCheck;
import dev.wireproof.reference.http1.check.FramingCheck;
import dev.wireproof.reference.http1.check.InventedHeadRule;

/// What a server gets wrong about where a body ends.
public enum FramingFault implements Http1Fault {
  PIECE_OF_A_LARGE_BODY_DOUBLED(
      new FaultSpec("Writes a piece of a large body over the next one, when its buffer is reused.")
          .kills("http1.octets.large-body")),
  FIRST_CONTENT_LENGTH_TAKEN(
      new FaultSpec("Takes the first of several different Content-Length values.")
          .forgets(FramingCheck.CONTENT_LENGTHS_AGREE)
          .kills("http1.framing.content-length-conflict", "http1.framing.content-length-list")),
  REPEATED_LENGTHS_ADDED_UP(
      new FaultSpec("Adds the values of Content-Length up when the same stands there twice.")
          .kills("http1.framing.content-length-repeated")),
  LENGTH_READ_AS_OCTAL(
      new FaultSpec(
              "Reads a Content-Length that begins with 0 as an octal number, as C's strtol may.")
          .kills("http1.framing.content-length-leading-zeros")),
  REST_TAKEN_FOR_BODY(
      new FaultSpec("Takes what else has arrived for the body of a POST that has none.")
          .kills("http1.framing.post-without-length")),
  SHORT_BODY_TAKEN_FOR_WHOLE(
      new FaultSpec("Takes the end of the connection for the end of a body of any length.")
          .forgets(BodyCheck.BODY_IS_COMPLETE)
          .kills("http1.framing.short-body")),
  CONTENT_LENGTH_READ_LENIENTLY(
      new FaultSpec(
              "Reads Content-Length as C's atoi does: a sign, then digits, and wraps around at 64"
                  + " bits.")
          .forgets(FramingCheck.CONTENT_LENGTH_IS_A_NUMBER)
          .kills("http1.framing.content-length-invalid")),
  CONTENT_LENGTH_WINS(
      new FaultSpec("Lets Content-Length decide where Transfer-Encoding is there too.")
          .forgets(FramingCheck.NOT_BOTH)
          .kills(
              "http1.framing.content-length-and-transfer-encoding",
              "http1.framing.chunks-beat-content-length")),
  CHUNKED_ANYWHERE_TAKEN(
      new FaultSpec("Decodes chunks when chunked is mentioned anywhere among the transfer codings.")
          .forgets(FramingCheck.CHUNKED_IS_FINAL, FramingCheck.CODINGS_ARE_KNOWN)
          .kills("http1.framing.chunked-not-final", "http1.framing.transfer-encoding-lines")),
  CHUNK_SIZE_READ_LENIENTLY(
      new FaultSpec(
              "Skips what is not a hexadecimal digit in a chunk size, and wraps around at 64 bits.")
          .forgets(ChunkLineCheck.SIZE_IS_HEXADECIMAL, ChunkLineCheck.EXTENSIONS_ARE_WELL_FORMED)
          .kills("http1.framing.chunk-size-invalid", "http1.framing.chunk-size-overflow")),
  UNWANTED_BODY_LEFT_UNREAD(
      new FaultSpec(
              "Ignores Content-Length on GET, HEAD, DELETE and OPTIONS: a body is the next"
                  + " request.")
          .kills(
              "http1.framing.unread-body-is-not-a-request",
              "http1.framing.unread-body-of-other-methods",
              "http1.persistence.refused-body")),
  UNWANTED_CHUNKS_LEFT_UNREAD(
      new FaultSpec("Ignores Transfer-Encoding on GET, HEAD, DELETE and OPTIONS.")
          .kills("http1.framing.unread-chunks-are-not-a-request")),
  UNKNOWN_CODING_SKIPPED(
      new FaultSpec("Takes chunks off and hands the rest on, coded as it is.")
          .forgets(FramingCheck.CODINGS_ARE_KNOWN)
          .kills("http1.framing.unknown-coding")),
  UNKNOWN_CODING_MEANS_NO_BODY(
      new FaultSpec("Sees no body where Transfer-Encoding names no coding that it knows.")
          .forgets(FramingCheck.HAS_CHUNKED, FramingCheck.CODINGS_ARE_KNOWN)
          .kills("http1.framing.unknown-coding-alone")),
  CHUNKED_TWICE_TAKEN_FOR_ONCE(
      new FaultSpec("Decodes chunks once when they are announced twice.")
          .forgets(FramingCheck.CHUNKED_IS_APPLIED_ONCE)
          .kills("http1.framing.chunked-twice")),
  CODING_COMPARED_BY_CASE(
      new FaultSpec("Knows chunked in lower case only.")
          .invents(InventedHeadRule.CODINGS_ARE_IN_LOWER_CASE)
          .kills("http1.framing.coding-case")),
  LOOK_ALIKE_OF_CHUNKED_IGNORED(
      new FaultSpec("Ignores a coding that looks like chunked and is not, and sees no body.")
          .forgets(FramingCheck.CHUNKED_IS_SPELLED_EXACTLY, FramingCheck.CODINGS_ARE_KNOWN)
          .kills("http1.framing.coding-look-alike")),
  FIRST_CODING_LINE_TAKEN(
      new FaultSpec("Reads the first of several Transfer-Encoding lines.")
          .kills("http1.framing.transfer-encoding-lines")),
  CODING_HIDDEN_BY_COMMA(
      new FaultSpec(
              "Takes a Transfer-Encoding that begins with a comma for an empty one, and for none.")
          .kills("http1.framing.transfer-encoding-leading-comma")),
  CODING_TAKEN_FROM_HTTP10(
      new FaultSpec("Decodes chunks of HTTP/1.0 clients and keeps their connections.")
          .forgets(FramingCheck.NO_TRANSFER_ENCODING_IN_1_0)
          .kills("http1.framing.transfer-encoding-in-http10")),
  RESPONSE_FRAMED_TWICE(
      new FaultSpec(
              "Sends a page in chunks and leaves the Content-Length in, as a compressing filter"
                  + " may.")
          .kills("http1.response.content-length-and-transfer-encoding"));

  private final FaultSpec spec;

  FramingFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
