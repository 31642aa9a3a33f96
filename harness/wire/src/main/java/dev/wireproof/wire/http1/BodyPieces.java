package dev.wireproof.wire.http1;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Reader.Unframed;
import dev.wireproof.wire.http1.Http1Response.Framing;
import dev.wireproof.wire.http1.OctetSource.EndOfInputException;
import dev.wireproof.wire.http1.OctetSource.TooLargeException;

/// Where in a body a reader is that takes it as it comes (RFC 9112 §6, §7.1).
final class BodyPieces {

  private static final int MOST_AT_ONCE = 64 * 1024;
  private static final int UNKNOWN = -1;

  private final Framing framing;
  private final FieldLines fields;

  /// Octets left of the content or of the chunk; UNKNOWN before the length was looked at.
  private int left = UNKNOWN;

  private boolean chunkEndIsDue;
  private boolean ended;

  BodyPieces(Framing framing, FieldLines fields) {
    this.framing = framing;
    this.fields = fields;
  }

  boolean endsWithConnection() {
    return framing == Framing.UNTIL_CLOSE;
  }

  BodyPiece next(Http1Reader in, Deadline deadline)
      throws EndOfInputException, TooLargeException, Unframed {
    if (ended) {
      return new BodyPiece.End(FieldLines.NONE);
    }
    return switch (framing) {
      case NO_BODY -> end(FieldLines.NONE);
      case CONTENT_LENGTH -> nextOfLength(in, deadline);
      case CHUNKED -> nextChunked(in, deadline);
      case UNTIL_CLOSE -> new BodyPiece.Data(in.readSome(MOST_AT_ONCE, deadline));
    };
  }

  private BodyPiece end(FieldLines trailers) {
    ended = true;
    return new BodyPiece.End(trailers);
  }

  private BodyPiece nextOfLength(Http1Reader in, Deadline deadline)
      throws EndOfInputException, TooLargeException, Unframed {
    if (left == UNKNOWN) {
      left = BodyLengths.contentLength(fields);
    }
    return left == 0 ? end(FieldLines.NONE) : data(in, deadline);
  }

  private BodyPiece nextChunked(Http1Reader in, Deadline deadline)
      throws EndOfInputException, TooLargeException, Unframed {
    if (chunkEndIsDue) {
      if (!in.readLine(deadline).isEmpty()) {
        throw new Unframed("a chunk is longer than its size says");
      }
      // what follows is read from here on, even when the next size line is not there yet
      in.settle();
      chunkEndIsDue = false;
    }
    if (left <= 0) {
      int size = BodyLengths.chunkSize(in.readLine(deadline));
      if (size == 0) {
        return end(in.readFields(deadline));
      }
      left = size;
      in.settle();
    }
    BodyPiece piece = data(in, deadline);
    chunkEndIsDue = left == 0;
    return piece;
  }

  private BodyPiece data(Http1Reader in, Deadline deadline)
      throws EndOfInputException, TooLargeException {
    Octets octets = in.readSome(Math.min(left, MOST_AT_ONCE), deadline);
    left -= octets.size();
    return new BodyPiece.Data(octets);
  }
}
