package dev.wireproof.wire.http1;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Response.Framing;
import dev.wireproof.wire.http1.OctetSource.NoMore;
import dev.wireproof.wire.http1.OctetSource.TooMuch;
import dev.wireproof.wire.tcp.Arrival;
import dev.wireproof.wire.tcp.TcpLink;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Reads responses off a connection without losing an octet and without judging one: lines may end
/// in LF alone, fields may be nonsense. Only what cannot be framed at all is [Seen.Garbage].
public final class Http1Reader {

  private static final int MOST_OCTETS = 4 << 20;
  private static final Pattern STATUS_LINE =
      Pattern.compile("(HTTP/\\d+\\.\\d+) +(\\d{3})(?: .*|)", Pattern.DOTALL);
  private static final Pattern CHUNK_SIZE =
      Pattern.compile("([0-9A-Fa-f]{1,7})[ \\t]*(?:;.*)?", Pattern.DOTALL);

  private final OctetSource source;

  public Http1Reader(TcpLink link) {
    this.source = new OctetSource(link, MOST_OCTETS);
  }

  private static final class Unframed extends Exception {
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
    try {
      var interim = new ArrayList<Http1Response>();
      while (true) {
        Http1Response response = readOne(method, deadline);
        if (response.status() / 100 != 1 || response.status() == 101) {
          source.commit();
          return new Seen.Answer(response.after(interim));
        }
        interim.add(response);
      }
    } catch (NoMore stopped) {
      return ended(stopped.end());
    } catch (Unframed unframed) {
      source.rewind();
      return new Seen.Garbage(source.pending(), String.valueOf(unframed.getMessage()));
    } catch (TooMuch _) {
      Octets pending = source.pending();
      return new Seen.Flood(pending.size(), pending.first(256));
    }
  }

  /// The next response of any kind, an interim one (1xx) included.
  public Seen readInterim(String method, Deadline deadline) {
    try {
      Http1Response response = readOne(method, deadline);
      source.commit();
      return new Seen.Answer(response);
    } catch (NoMore stopped) {
      return ended(stopped.end());
    } catch (Unframed unframed) {
      source.rewind();
      return new Seen.Garbage(source.pending(), String.valueOf(unframed.getMessage()));
    } catch (TooMuch _) {
      Octets pending = source.pending();
      return new Seen.Flood(pending.size(), pending.first(256));
    }
  }

  private Seen ended(Arrival end) {
    source.rewind();
    Octets partial = source.pending();
    return switch (end) {
      case Arrival.Finished _ -> new Seen.Closed(partial);
      case Arrival.Broken(String why) -> new Seen.Broken(why, partial);
      case Arrival.Nothing(var waited) -> new Seen.Silence(waited, partial);
      case Arrival.Data _ -> throw new IllegalStateException("data is no end");
    };
  }

  private Http1Response readOne(String method, Deadline deadline) throws NoMore, TooMuch, Unframed {
    int start = source.position();
    Octets line = readLine(deadline, true);
    Matcher matcher = STATUS_LINE.matcher(line.latin1());
    if (!matcher.matches()) {
      throw new Unframed("it does not begin with a status line");
    }
    FieldLines fields = readFields(deadline);
    Octets head = source.since(start);
    int status = Integer.parseInt(matcher.group(2));
    int bodyStart = source.position();
    var body = readBody(framing(method, status, fields), fields, deadline);
    return new Http1Response(
        matcher.group(1),
        status,
        line.latin1(),
        fields,
        head,
        body.framing,
        source.since(bodyStart),
        body.content,
        body.trailers,
        List.of());
  }

  /// A line without its end. The first line of a response is given up early when it cannot be one,
  /// so that a peer that speaks another protocol is recognised at once.
  private Octets readLine(Deadline deadline, boolean statusLine) throws NoMore, TooMuch, Unframed {
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

  private FieldLines readFields(Deadline deadline) throws NoMore, TooMuch, Unframed {
    var lines = new ArrayList<FieldLine>();
    while (true) {
      Octets line = readLine(deadline, false);
      if (line.isEmpty()) {
        return new FieldLines(lines);
      }
      lines.add(FieldLine.of(line));
    }
  }

  /// RFC 9112 §6.3, in its order.
  private static Framing framing(String method, int status, FieldLines fields) {
    if (method.equals("HEAD") || status / 100 == 1 || status == 204 || status == 304) {
      return Framing.NO_BODY;
    }
    if (method.equals("CONNECT") && status / 100 == 2) {
      return Framing.NO_BODY;
    }
    List<String> codings = fields.members("Transfer-Encoding");
    if (!codings.isEmpty()) {
      return codings.getLast().equals("chunked") ? Framing.CHUNKED : Framing.UNTIL_CLOSE;
    }
    return fields.has("Content-Length") ? Framing.CONTENT_LENGTH : Framing.UNTIL_CLOSE;
  }

  private record Body(Framing framing, Octets content, FieldLines trailers) {}

  private Body readBody(Framing framing, FieldLines fields, Deadline deadline)
      throws NoMore, TooMuch, Unframed {
    return switch (framing) {
      case NO_BODY -> new Body(framing, Octets.NONE, FieldLines.NONE);
      case CONTENT_LENGTH ->
          new Body(framing, source.read(contentLength(fields), deadline), FieldLines.NONE);
      case CHUNKED -> readChunks(deadline);
      case UNTIL_CLOSE -> new Body(framing, readUntilClose(deadline), FieldLines.NONE);
    };
  }

  private static int contentLength(FieldLines fields) throws Unframed {
    String value = fields.members("Content-Length").stream().findFirst().orElse("");
    if (!value.matches("\\d{1,9}")) {
      throw new Unframed("Content-Length is “" + Octets.latin1(value).printable() + "”");
    }
    return Integer.parseInt(value);
  }

  private Body readChunks(Deadline deadline) throws NoMore, TooMuch, Unframed {
    var chunks = new ArrayList<Octets>();
    while (true) {
      Octets line = readLine(deadline, false);
      Matcher size = CHUNK_SIZE.matcher(line.latin1());
      if (!size.matches()) {
        throw new Unframed("the chunk size line is “" + line + "”");
      }
      int length = Integer.parseInt(size.group(1), 16);
      if (length == 0) {
        FieldLines trailers = readFields(deadline);
        return new Body(Framing.CHUNKED, Octets.join(chunks), trailers);
      }
      chunks.add(source.read(length, deadline));
      if (!readLine(deadline, false).isEmpty()) {
        throw new Unframed("a chunk is longer than its size says");
      }
    }
  }

  private Octets readUntilClose(Deadline deadline) throws NoMore, TooMuch {
    int start = source.position();
    try {
      while (true) {
        source.read(deadline);
      }
    } catch (NoMore stopped) {
      if (stopped.end() instanceof Arrival.Finished) {
        return source.since(start);
      }
      throw stopped;
    }
  }

  /// Octets that came and belong to no response read so far.
  public Octets pending() {
    return source.pending();
  }
}
