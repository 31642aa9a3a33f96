package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.http1.check.ChunkLineCheck;
import dev.wireproof.reference.http1.check.InventedChunkRule;
import dev.wireproof.reference.http1.check.InventedHeadRule;
import dev.wireproof.reference.http1.check.LimitCheck;
import dev.wireproof.reference.http1.check.LineCheck;
import dev.wireproof.reference.http1.message.Status;

/// What a server gets wrong inside a chunked body: sizes, extensions, data, trailers.
public enum ChunkFault implements Http1Fault {
  CHUNKS_UNKNOWN(
      new FaultSpec("Knows no transfer coding, and refuses chunks with 501.")
          .invents(InventedHeadRule.THERE_ARE_NO_CODINGS)
          .kills("http1.framing.chunks-read")),
  UPPER_CASE_SIZE_REFUSED(
      new FaultSpec("Reads hexadecimal digits in lower case only.")
          .invents(InventedChunkRule.SIZE_IS_IN_LOWER_CASE)
          .kills("http1.framing.chunk-size-forms")),
  CHUNK_LINES_LEFT_IN_CONTENT(
      new FaultSpec("Leaves the lines with the sizes in the content.")
          .kills("http1.framing.chunks-joined")),
  READ_TAKEN_FOR_CHUNK(
      new FaultSpec("Takes what one read returns for a whole chunk.")
          .kills("http1.framing.chunk-in-parts")),
  CHUNKS_COUNTED_TO_256(
      new FaultSpec("Has a table of 256 chunks for a body.").kills("http1.framing.many-chunks")),
  CHUNK_LINE_ENDS_IN_LF(
      new FaultSpec("Takes a lone LF for the end of a line with a chunk size.")
          .forgets(LineCheck.CHUNK_LINE_ENDS_WITH_CRLF)
          .kills("http1.framing.chunk-line-bare-lf")),
  CHUNK_DATA_ENDS_IN_LF(
      new FaultSpec("Takes a lone LF for the line end after the data of a chunk.")
          .forgets(LineCheck.CHUNK_DATA_ENDS_WITH_CRLF)
          .kills("http1.framing.chunk-data-bare-lf")),
  CHUNK_OVERRUN_SKIPPED(
      new FaultSpec("Skips what stands between the last octet of a chunk and the next line end.")
          .kills("http1.framing.chunk-overrun")),
  EXTENSION_REFUSED(
      new FaultSpec("Wants nothing but digits in the line of a chunk size.")
          .invents(InventedChunkRule.THERE_IS_NO_EXTENSION)
          .kills("http1.framing.chunk-extension", "http1.framing.chunk-extension-quoted")),
  QUOTED_EXTENSION_REFUSED(
      new FaultSpec("Knows tokens as values of chunk extensions, and no quoted strings.")
          .invents(InventedChunkRule.THERE_ARE_NO_QUOTES)
          .kills("http1.framing.chunk-extension-quoted")),
  EXTENSION_NOT_LOOKED_AT(
      new FaultSpec("Skips whatever stands after a chunk size.")
          .forgets(ChunkLineCheck.EXTENSIONS_ARE_WELL_FORMED)
          .kills("http1.framing.chunk-extension-malformed")),
  EXTENSION_WITHOUT_BOUND(
      new FaultSpec("Reads chunk extensions of any length.")
          .kills("http1.framing.chunk-extension-size")),
  END_TAKEN_FOR_LAST_CHUNK(
      new FaultSpec("Takes the end of the connection for the last chunk.")
          .kills("http1.framing.missing-last-chunk")),
  REST_DROPPED_AFTER_CHUNKS(
      new FaultSpec("Drops what is in its buffer after the last chunk.")
          .kills("http1.framing.request-after-chunks")),
  TRAILERS_MERGED(
      new FaultSpec("Adds trailer fields to the header fields.").kills("http1.trailer.not-merged")),
  LARGE_TRAILERS_CRASH(
      new FaultSpec("Lets the exception of its full buffer for trailers out as a server error.")
          .misreports(LimitCheck.TRAILERS_FIT, Status.INTERNAL_SERVER_ERROR)
          .kills("http1.trailer.too-large")),
  TRAILERS_TAKEN_FOR_A_REQUEST(
      new FaultSpec("Ends with the last chunk, and reads trailer lines as the next request.")
          .kills("http1.response.unasked")),
  TRAILERS_NOT_LOOKED_AT(
      new FaultSpec("Skips trailer lines up to the empty one, whatever they are.")
          .kills("http1.trailer.malformed"));

  private final FaultSpec spec;

  ChunkFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
