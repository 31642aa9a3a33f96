package dev.wireproof.clients.tcp;

import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/// One connection to the target, spoken to in lines that end with LF. It connects with the first
/// thing that is sent.
public final class TcpWire implements WireClient {

  private static final Octets LF = Octets.latin1("\n");

  private final SpecContext context;
  private final SentLines sentLines = new SentLines();
  private @Nullable TcpConnection link;
  private @Nullable LineReader reader;
  private @Nullable String failure;

  public TcpWire(SpecContext context) {
    this.context = context;
    context.adopt(this);
  }

  /// A fresh connection to the same target, in the same transcript.
  public TcpWire another() {
    return new TcpWire(context);
  }

  /// Connects without sending anything.
  public TcpWire open() {
    connect(false);
    return this;
  }

  /// A number that the target declares in its `limits`.
  public Optional<Long> numberLimit(String limit) {
    return context.target().numberLimit(limit);
  }

  /// Sends octets in one write, as a segment of their own where the kernel allows it.
  public TcpWire send(Octets octets) {
    TcpConnection open = connect(false);
    if (open != null) {
      open.send(octets, context.patience().forAnswer().plusSeconds(1), sentLines.endingIn(octets));
    }
    return this;
  }

  public TcpWire send(String text) {
    return send(Octets.utf8(text));
  }

  /// Sends a line and its LF in one write.
  public TcpWire sendLine(String line) {
    return sendLine(Octets.utf8(line));
  }

  public TcpWire sendLine(Octets line) {
    return send(line.plus(LF));
  }

  /// Connects as a client that does not read, and sends the octets again and again, until all
  /// `times` are sent or the target takes no more.
  public TcpWire floodWithoutReading(Octets octets, int times) {
    TcpConnection open = connect(true);
    if (open != null) {
      var sent = new AtomicLong();
      Thread flood =
          Thread.ofVirtual()
              .name("flood-" + open.localPort())
              .start(() -> {
                while (sent.get() < times && open.send(octets, context.patience().forSpec())) {
                  sent.incrementAndGet();
                }
              });
      awaitStandstill(flood, sent);
      context.transcript().note("sent " + sent.get() + " of " + times + ", and reads nothing");
    }
    return this;
  }

  private void awaitStandstill(Thread flood, AtomicLong sent) {
    long before = -1;
    while (flood.isAlive() && sent.get() != before) {
      before = sent.get();
      try {
        var _ = flood.join(context.patience().forQuiet());
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
        return;
      }
    }
  }

  private @Nullable TcpConnection connect(boolean paused) {
    if (link == null && failure == null) {
      try {
        var dial = TcpEndpoints.of(context.target());
        TcpConnection open =
            paused
                ? TcpConnection.openPaused(dial, context.transcript())
                : TcpConnection.open(dial, context.transcript());
        link = open;
        reader = new LineReader(open);
      } catch (IOException e) {
        failure = String.valueOf(e.getMessage());
        context.transcript().note(failure);
        context.couldNotConnect(failure);
      }
    }
    return link;
  }

  /// Closes our sending side (FIN) and goes on reading.
  public TcpWire finishSending() {
    TcpConnection open = connect(false);
    if (open != null) {
      open.finishSending();
    }
    return this;
  }

  /// Ends the connection with a reset, which leaves nothing lingering on either side.
  public void reset() {
    TcpConnection open = connect(false);
    if (open != null) {
      open.reset();
    }
  }

  /// Gives the target the time to take in what was sent, or ends with whatever it sends.
  public TcpWire awaitQuiet() {
    if (connect(false) != null && reader != null) {
      reader.awaitAnything(Deadline.in(context.patience().forQuiet()));
    }
    return this;
  }

  /// The next line is this one, octet by octet.
  ///
  /// @throws VerdictException when anything else comes, or nothing
  public TcpWire expectLine(String line) {
    return expectLine(Octets.utf8(line));
  }

  public TcpWire expectLine(Octets line) {
    LineReader.Read read = next();
    if (!read.isLine(line)) {
      throw VerdictException.violates("the line " + quoted(line), read.besides(line));
    }
    return this;
  }

  /// Control: a line that comes back.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  public TcpWire requireServed(String line) {
    sendLine(line);
    LineReader.Read read = next();
    if (!read.isLine(Octets.utf8(line))) {
      throw VerdictException.inconclusive(
          "the control failed: expected the line “" + line + "”, saw " + read.words());
    }
    return this;
  }

  /// Nothing comes for a while, which is a multiple of the slowest exchange of late.
  public TcpWire expectSilence(String expected) {
    LineReader in = reader();
    Duration quiet = context.patience().forQuiet();
    if (in == null || in.awaitAnything(Deadline.in(quiet))) {
      context.transcript().judging(in == null ? -1 : in.lastEvent());
      throw VerdictException.violates(
          expected, in == null ? String.valueOf(failure) : in.wordsSoFar());
    }
    silent(quiet);
    return this;
  }

  /// The target closes the connection, and sends nothing more before.
  public TcpWire expectEnd(String expected) {
    LineReader.Read read = next();
    if (!(read instanceof LineReader.Read.End(var rest, _)) || !rest.isEmpty()) {
      throw VerdictException.violates(expected, read.words());
    }
    return this;
  }

  /// Control: the target closes the connection.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  public TcpWire requireEnd(String what) {
    LineReader.Read read = next();
    if (!(read instanceof LineReader.Read.End)) {
      throw VerdictException.inconclusive(
          "the control failed: expected " + what + ", saw " + read.words());
    }
    return this;
  }

  private @Nullable LineReader reader() {
    connect(false);
    return reader;
  }

  private LineReader.Read next() {
    LineReader in = reader();
    if (in == null) {
      return new LineReader.Read.End(Octets.NONE, String.valueOf(failure));
    }
    long begin = System.nanoTime();
    LineReader.Read read = in.next(Deadline.in(context.patience().forAnswer()));
    switch (read) {
      case LineReader.Read.Line _ ->
          context.patience().learn(Duration.ofNanos(System.nanoTime() - begin));
      case LineReader.Read.Silence(_, var waited) -> {
        context.timedOut();
        silent(waited);
        return read;
      }
      case LineReader.Read.End _ -> {}
    }
    context.transcript().judging(in.lastEvent());
    return read;
  }

  private void silent(Duration waited) {
    TcpConnection open = link;
    if (open != null) {
      context.transcript().judging(context.transcript().silent(open.channel(), waited));
    }
  }

  /// Connections to the target are refused from some moment on; waits for that moment.
  ///
  /// @throws VerdictException when they are still taken
  public TcpWire expectRefused(String expected) {
    if (!awaitRefused()) {
      throw VerdictException.violates(expected, "a new connection was still taken");
    }
    return this;
  }

  /// Waits until connections to the target are refused; whether that came.
  public boolean awaitRefused() {
    return new PortWatch(context).awaitRefused();
  }

  /// There is no listener on the target's port at another loopback address.
  ///
  /// @throws VerdictException when there is one; the spec does not apply on a machine that has only
  ///   one such address
  public void expectNoListenerAt(InetAddress elsewhere, String expected) {
    if (new PortWatch(context).isTakenAt(elsewhere)) {
      throw VerdictException.violates(expected, "a connection was taken there");
    }
  }

  private static String quoted(Octets line) {
    return "“" + line + "”";
  }

  @Override
  public void close() {
    TcpConnection open = link;
    if (open != null) {
      open.close();
    }
  }
}
