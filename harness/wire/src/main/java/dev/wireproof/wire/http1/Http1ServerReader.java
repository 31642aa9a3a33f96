package dev.wireproof.wire.http1;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Reader.Unframed;
import dev.wireproof.wire.http1.OctetSource.EndOfInputException;
import dev.wireproof.wire.http1.OctetSource.TooLargeException;
import dev.wireproof.wire.tcp.TcpConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads the requests that a target, as a client, sends to a listener of ours. It takes what can be
/// framed and leaves the judgement to the specs.
public final class Http1ServerReader {

  private static final int MOST_OCTETS = 8 << 20;

  private final OctetSource source;

  public Http1ServerReader(TcpConnection link) {
    this.source = new OctetSource(link, MOST_OCTETS);
  }

  /// A request as it came.
  ///
  /// @param target the second word of the request line
  /// @param octets all of it, with the chunk framing if there was any
  public record Received(
      String method, String target, FieldLines fields, Octets body, Octets octets) {

    /// The request line without its version, safe to show.
    @Override
    public String toString() {
      return Octets.latin1(method + " " + target).printable();
    }
  }

  /// The next request; nothing when the connection ended, the deadline passed, or what came cannot
  /// be framed.
  public Optional<Received> read(Deadline deadline) {
    try {
      String[] words = line(deadline).latin1().split(" ", 3);
      if (words.length < 3) {
        return Optional.empty();
      }
      FieldLines fields = fields(deadline);
      Octets body = body(fields, deadline);
      var received = new Received(words[0], words[1], fields, body, source.since(0));
      source.commit();
      return Optional.of(received);
    } catch (EndOfInputException | TooLargeException | Unframed _) {
      return Optional.empty();
    }
  }

  private Octets body(FieldLines fields, Deadline deadline)
      throws EndOfInputException, TooLargeException, Unframed {
    if (fields.members("Transfer-Encoding").contains("chunked")) {
      return chunks(deadline);
    }
    return fields.has("Content-Length")
        ? source.read(BodyLengths.contentLength(fields), deadline)
        : Octets.NONE;
  }

  private Octets chunks(Deadline deadline) throws EndOfInputException, TooLargeException, Unframed {
    List<Octets> chunks = new ArrayList<>();
    while (true) {
      int size = BodyLengths.chunkSize(line(deadline));
      if (size == 0) {
        fields(deadline);
        return Octets.join(chunks);
      }
      chunks.add(source.read(size, deadline));
      line(deadline);
    }
  }

  private FieldLines fields(Deadline deadline) throws EndOfInputException, TooLargeException {
    var lines = new ArrayList<FieldLine>();
    while (true) {
      Octets line = line(deadline);
      if (line.isEmpty()) {
        return new FieldLines(lines);
      }
      lines.add(FieldLine.of(line));
    }
  }

  private Octets line(Deadline deadline) throws EndOfInputException, TooLargeException {
    int start = source.position();
    while (source.read(deadline) != '\n') {
      // on to the end of the line
    }
    Octets line = source.since(start);
    int end = line.size() - 1;
    return line.first(end > 0 && line.at(end - 1) == '\r' ? end - 1 : end);
  }
}
