package dev.wireproof.wire.http1;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response.Framing;
import dev.wireproof.wire.http1.OctetSource.EndOfInputException;
import dev.wireproof.wire.http1.OctetSource.TooLargeException;
import dev.wireproof.wire.tcp.Arrival;
import dev.wireproof.wire.tcp.TcpConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// Reads responses off a connection without losing an octet and without judging one: lines may end
/// in LF alone, fields may be nonsense. Only what cannot be framed at all is [Seen.Garbage].
public final class Http1Reader {

  private static final int MOST_OCTETS = 4 << 20;
  private static final int MOST_SHOWN = 160;
  private static final Pattern STATUS_LINE =
      Pattern.compile("(HTTP/\\d+\\.\\d+) +(\\d{3})(?: .*|)", Pattern.DOTALL);

  private final OctetSource source;

  /// Those before a final response that has not come yet: they are whole, and no part of it.
  private final List<Http1Response> interim = new ArrayList<>();

  private @Nullable BodyPieces openBody;

  public Http1Reader(TcpConnection link) {
    this.source = new OctetSource(link, MOST_OCTETS);
  }

  static final class Unframed extends Exception {
    private static final long serialVersionUID = 1L;

    Unframed(String why) {
      super(why, null, false, false);
    }
  }

  /// The next final response with the interim ones before it. After [Seen.Silence] the same message
  /// may be waited for again.
  ///
  /// @param method of the request that it answers: HEAD and CONNECT change the framing
  public Seen read(String method, Deadline deadline) {
    return guarded(() -> readFinal(method, deadline));
  }

  private Http1Response readFinal(String method, Deadline deadline)
      throws EndOfInputException, TooLargeException, Unframed {
    while (true) {
      Http1Response response = readOne(method, deadline);
      if (response.status() / 100 != 1 || response.status() == 101) {
        Http1Response last = response.after(interim);
        interim.clear();
        return last;
      }
      interim.add(response);
      source.commit();
    }
  }

  /// The next response of any kind, an interim one (1xx) included.
  public Seen readInterim(String method, Deadline deadline) {
    return guarded(() -> readOne(method, deadline));
  }

  /// The head of the next final response, whose body is then read piece by piece with [#readPiece].
  public Seen readHead(String method, Deadline deadline) {
    Seen seen =
        guarded(() -> {
          Http1Response head = readHeadOf(method, deadline);
          source.note(head.decoded());
          return head;
        });
    if (seen instanceof Seen.Response(var response)) {
      if (response.status() / 100 == 1) {
        return readHead(method, deadline);
      }
      openBody = new BodyPieces(response.framing(), response.fields());
    }
    return seen;
  }

  /// The next piece of a body whose head was read with [#readHead]. After [BodyPiece.Stopped] with
  /// a silence the same piece may be waited for again.
  public BodyPiece readPiece(Deadline deadline) {
    BodyPieces body = openBody;
    if (body == null) {
      throw new IllegalStateException("no head was read");
    }
    try {
      BodyPiece piece = body.next(this, deadline);
      source.commit();
      return piece;
    } catch (EndOfInputException stopped) {
      if (stopped.end() instanceof Arrival.Finished && body.endsWithConnection()) {
        return new BodyPiece.End(FieldLines.NONE);
      }
      return new BodyPiece.Stopped(ended(stopped.end()));
    } catch (Unframed unframed) {
      source.rewind();
      return new BodyPiece.Stopped(
          new Seen.Garbage(source.pending(), String.valueOf(unframed.getMessage())));
    } catch (TooLargeException _) {
      return new BodyPiece.Stopped(flood());
    }
  }

  /// Reads something whole, or says why it did not become whole.
  private Seen guarded(Reading reading) {
    try {
      Http1Response response = reading.read();
      source.commit();
      return new Seen.Response(response);
    } catch (EndOfInputException stopped) {
      return ended(stopped.end());
    } catch (Unframed unframed) {
      source.rewind();
      return new Seen.Garbage(source.pending(), String.valueOf(unframed.getMessage()));
    } catch (TooLargeException _) {
      return flood();
    }
  }

  private Seen.Flood flood() {
    Octets pending = source.pending();
    return new Seen.Flood(pending.size(), pending.first(256));
  }

  @FunctionalInterface
  private interface Reading {
    Http1Response read() throws EndOfInputException, TooLargeException, Unframed;
  }

  private Seen ended(Arrival end) {
    source.rewind();
    Octets partial = source.pending();
    return switch (end) {
      case Arrival.Finished _ -> new Seen.Closed(partial);
      case Arrival.Broken(String why, _) -> new Seen.Broken(why, partial);
      case Arrival.Nothing(var waited) -> new Seen.Silence(waited, partial);
      case Arrival.Data _ -> throw new IllegalStateException("data is no end");
    };
  }

  private Http1Response readOne(String method, Deadline deadline)
      throws EndOfInputException, TooLargeException, Unframed {
    Http1Response head = readHeadOf(method, deadline);
    int bodyStart = source.position();
    if (head.framing() == Framing.CHUNKED) {
      source.note(head.decoded());
    }
    var body = readBody(head.framing(), head.fields(), deadline);
    if (head.framing() != Framing.CHUNKED) {
      source.note(Decoded.message(head.statusWords()).with(body.content));
    }
    return head.with(body.framing, source.since(bodyStart), body.content, body.trailers);
  }

  private Http1Response readHeadOf(String method, Deadline deadline)
      throws EndOfInputException, TooLargeException, Unframed {
    int start = source.position();
    Octets line = readLine(deadline, true);
    Matcher matcher = STATUS_LINE.matcher(line.latin1());
    if (!matcher.matches()) {
      throw new Unframed("it does not begin with a status line");
    }
    FieldLines fields = readFields(deadline);
    int status = Integer.parseInt(matcher.group(2));
    return new Http1Response(
        matcher.group(1),
        status,
        line.latin1(),
        fields,
        source.since(start),
        Framing.of(method, status, fields),
        Octets.NONE,
        Octets.NONE,
        FieldLines.NONE,
        List.of());
  }

  /// A line without its end. The first line of a response is given up early when it cannot be one,
  /// so that a peer that speaks another protocol is recognised at once.
  Octets readLine(Deadline deadline) throws EndOfInputException, TooLargeException, Unframed {
    return readLine(deadline, false);
  }

  private Octets readLine(Deadline deadline, boolean statusLine)
      throws EndOfInputException, TooLargeException, Unframed {
    int start = source.position();
    while (true) {
      int octet = source.read(deadline);
      int length = source.position() - start;
      if (octet == '\n') {
        Octets line = source.since(start);
        int end = length - 1;
        return line.first(end > 0 && line.at(end - 1) == '\r' ? end - 1 : end);
      }
      if (statusLine && length <= 5 && octet != "HTTP/".charAt(length - 1)) {
        throw new Unframed("it does not begin with HTTP/");
      }
    }
  }

  /// What was read so far is not read again after a wait that ran out.
  void settle() {
    source.commit();
  }

  /// Between 1 and `most` octets, as many as are there.
  Octets readSome(int most, Deadline deadline) throws EndOfInputException, TooLargeException {
    return source.readSome(most, deadline);
  }

  FieldLines readFields(Deadline deadline) throws EndOfInputException, TooLargeException, Unframed {
    var lines = new ArrayList<FieldLine>();
    while (true) {
      Octets line = readLine(deadline, false);
      if (line.isEmpty()) {
        return new FieldLines(lines);
      }
      lines.add(FieldLine.of(line));
    }
  }

  private record Body(Framing framing, Octets content, FieldLines trailers) {}

  private Body readBody(Framing framing, FieldLines fields, Deadline deadline)
      throws EndOfInputException, TooLargeException, Unframed {
    return switch (framing) {
      case NO_BODY -> new Body(framing, Octets.NONE, FieldLines.NONE);
      case CONTENT_LENGTH ->
          new Body(
              framing, source.read(BodyLengths.contentLength(fields), deadline), FieldLines.NONE);
      case CHUNKED -> readChunks(deadline);
      case UNTIL_CLOSE -> new Body(framing, readUntilClose(deadline), FieldLines.NONE);
    };
  }

  private Body readChunks(Deadline deadline)
      throws EndOfInputException, TooLargeException, Unframed {
    var chunks = new ArrayList<Octets>();
    while (true) {
      Octets line = readLine(deadline, false);
      int length = BodyLengths.chunkSize(line);
      if (length == 0) {
        FieldLines trailers = readFields(deadline);
        return new Body(Framing.CHUNKED, Octets.join(chunks), trailers);
      }
      Octets chunk = source.read(length, deadline);
      chunks.add(chunk);
      source.note(Decoded.piece(chunk.first(MOST_SHOWN).utf8().strip()));
      if (!readLine(deadline, false).isEmpty()) {
        throw new Unframed("a chunk is longer than its size says");
      }
    }
  }

  private Octets readUntilClose(Deadline deadline) throws EndOfInputException, TooLargeException {
    int start = source.position();
    try {
      while (true) {
        source.read(deadline);
      }
    } catch (EndOfInputException stopped) {
      if (stopped.end() instanceof Arrival.Finished) {
        return source.since(start);
      }
      throw stopped;
    }
  }

  /// The event of the transcript with which the last reading ended; -1 before anything came.
  public long lastEvent() {
    return source.lastEvent();
  }

  /// What comes within a time behind the last response, if anything does. It stays there to be read
  /// as the beginning of the next.
  public Octets beyond(Deadline deadline) {
    try {
      while (true) {
        source.readSome(MOST_OCTETS, deadline);
      }
    } catch (EndOfInputException | TooLargeException _) {
      source.rewind();
      return source.pending();
    }
  }
}
