package dev.wireproof.reference.http1;

/// What a server gets wrong about where a body ends.
enum FramingFault implements Http1Fault {
  FIRST_CONTENT_LENGTH_TAKEN(
      new Bug("Takes the first of several different Content-Length values.")
          .forgets(FramingCheck.CONTENT_LENGTHS_AGREE)
          .kills("http1.framing.content-length-conflict")),
  CONTENT_LENGTH_READ_LENIENTLY(
      new Bug(
              "Reads Content-Length as C's atoi does: a sign, then digits, and wraps around at 64 bits.")
          .forgets(FramingCheck.CONTENT_LENGTH_IS_A_NUMBER)
          .kills("http1.framing.content-length-invalid")),
  CONTENT_LENGTH_WINS(
      new Bug("Lets Content-Length decide where Transfer-Encoding is there too.")
          .forgets(FramingCheck.NOT_BOTH)
          .kills("http1.framing.content-length-and-transfer-encoding")),
  CHUNKED_ANYWHERE_TAKEN(
      new Bug("Decodes chunks when chunked is mentioned anywhere among the transfer codings.")
          .forgets(FramingCheck.CHUNKED_IS_FINAL, FramingCheck.CODINGS_ARE_KNOWN)
          .kills("http1.framing.chunked-not-final")),
  CHUNK_SIZE_READ_LENIENTLY(
      new Bug("Skips what is no hexadecimal digit in a chunk size, and wraps around at 64 bits.")
          .forgets(ChunkLineCheck.SIZE_IS_HEXADECIMAL, ChunkLineCheck.EXTENSIONS_ARE_WELL_FORMED)
          .kills("http1.framing.chunk-size-invalid")),
  UNWANTED_BODY_LEFT_UNREAD(
      new Bug(
              "Ignores Content-Length on GET, HEAD, DELETE and OPTIONS: a body is the next request.")
          .kills("http1.framing.unread-body-is-not-a-request")),
  RESPONSE_FRAMED_TWICE(
      new Bug(
              "Sends a page in chunks and leaves the Content-Length in, as a compressing filter may.")
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
