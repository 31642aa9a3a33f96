package dev.wireproof.reference.http1;

/// What a server gets wrong about where a body ends.
enum FramingFault implements Http1Fault {
  FIRST_CONTENT_LENGTH_TAKEN(
      new Bug("Takes the first of several different Content-Length values.")
          .forgets(FramingCheck.CONTENT_LENGTHS_AGREE)
          .kills("http1.framing.content-length-conflict", "http1.framing.content-length-list")),
  REPEATED_LENGTHS_ADDED_UP(
      new Bug("Adds the values of Content-Length up when the same stands there twice.")
          .kills("http1.framing.content-length-repeated")),
  LENGTH_READ_AS_OCTAL(
      new Bug("Reads a Content-Length that begins with 0 as an octal number, as C's strtol may.")
          .kills("http1.framing.content-length-leading-zeros")),
  REST_TAKEN_FOR_BODY(
      new Bug("Takes what else has arrived for the body of a POST that has none.")
          .kills("http1.framing.post-without-length")),
  SHORT_BODY_TAKEN_FOR_WHOLE(
      new Bug("Takes the end of the connection for the end of a body of any length.")
          .forgets(BodyCheck.BODY_IS_COMPLETE)
          .kills("http1.framing.short-body")),
  CONTENT_LENGTH_READ_LENIENTLY(
      new Bug(
              "Reads Content-Length as C's atoi does: a sign, then digits, and wraps around at 64"
                  + " bits.")
          .forgets(FramingCheck.CONTENT_LENGTH_IS_A_NUMBER)
          .kills("http1.framing.content-length-invalid")),
  CONTENT_LENGTH_WINS(
      new Bug("Lets Content-Length decide where Transfer-Encoding is there too.")
          .forgets(FramingCheck.NOT_BOTH)
          .kills(
              "http1.framing.content-length-and-transfer-encoding",
              "http1.framing.chunks-beat-content-length")),
  CHUNKED_ANYWHERE_TAKEN(
      new Bug("Decodes chunks when chunked is mentioned anywhere among the transfer codings.")
          .forgets(FramingCheck.CHUNKED_IS_FINAL, FramingCheck.CODINGS_ARE_KNOWN)
          .kills("http1.framing.chunked-not-final", "http1.framing.transfer-encoding-lines")),
  CHUNK_SIZE_READ_LENIENTLY(
      new Bug("Skips what is no hexadecimal digit in a chunk size, and wraps around at 64 bits.")
          .forgets(ChunkLineCheck.SIZE_IS_HEXADECIMAL, ChunkLineCheck.EXTENSIONS_ARE_WELL_FORMED)
          .kills("http1.framing.chunk-size-invalid", "http1.framing.chunk-size-overflow")),
  UNWANTED_BODY_LEFT_UNREAD(
      new Bug(
              "Ignores Content-Length on GET, HEAD, DELETE and OPTIONS: a body is the next"
                  + " request.")
          .kills(
              "http1.framing.unread-body-is-not-a-request",
              "http1.framing.unread-body-of-other-methods",
              "http1.persistence.refused-body")),
  UNWANTED_CHUNKS_LEFT_UNREAD(
      new Bug("Ignores Transfer-Encoding on GET, HEAD, DELETE and OPTIONS.")
          .kills("http1.framing.unread-chunks-are-not-a-request")),
  UNKNOWN_CODING_SKIPPED(
      new Bug("Takes chunks off and hands the rest on, coded as it is.")
          .forgets(FramingCheck.CODINGS_ARE_KNOWN)
          .kills("http1.framing.unknown-coding")),
  UNKNOWN_CODING_MEANS_NO_BODY(
      new Bug("Sees no body where Transfer-Encoding names no coding that it knows.")
          .forgets(FramingCheck.HAS_CHUNKED, FramingCheck.CODINGS_ARE_KNOWN)
          .kills("http1.framing.unknown-coding-alone")),
  CHUNKED_TWICE_TAKEN_FOR_ONCE(
      new Bug("Decodes chunks once when they are announced twice.")
          .forgets(FramingCheck.CHUNKED_IS_APPLIED_ONCE)
          .kills("http1.framing.chunked-twice")),
  CODING_COMPARED_BY_CASE(
      new Bug("Knows chunked in lower case only.")
          .invents(InventedHeadRule.CODINGS_ARE_IN_LOWER_CASE)
          .kills("http1.framing.coding-case")),
  LOOK_ALIKE_OF_CHUNKED_IGNORED(
      new Bug("Ignores a coding that looks like chunked and is not, and sees no body.")
          .forgets(FramingCheck.CHUNKED_IS_SPELLED_EXACTLY, FramingCheck.CODINGS_ARE_KNOWN)
          .kills("http1.framing.coding-look-alike")),
  FIRST_CODING_LINE_TAKEN(
      new Bug("Reads the first of several Transfer-Encoding lines.")
          .kills("http1.framing.transfer-encoding-lines")),
  CODING_HIDDEN_BY_COMMA(
      new Bug("Takes a Transfer-Encoding that begins with a comma for an empty one, and for none.")
          .kills("http1.framing.transfer-encoding-leading-comma")),
  CODING_TAKEN_FROM_HTTP10(
      new Bug("Decodes chunks of HTTP/1.0 clients and keeps their connections.")
          .forgets(FramingCheck.NO_TRANSFER_ENCODING_IN_1_0)
          .kills("http1.framing.transfer-encoding-in-http10")),
  RESPONSE_FRAMED_TWICE(
      new Bug(
              "Sends a page in chunks and leaves the Content-Length in, as a compressing filter"
                  + " may.")
          .kills("http1.response.content-length-and-transfer-encoding"));

  private final Bug bug;

  FramingFault(Bug bug) {
    this.bug = bug;
  }

  @Override
  public Bug bug() {
    return bug;
  }
}
