package dev.wireproof.clients.upstream;

import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Event.Side;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.http1.Http1ServerReader.Received;
import dev.wireproof.wire.tcp.Arrival;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// One request of the target to its upstream. It is held until it is answered, cut or given up; a
/// spec decides which, and when. Safe for use by several threads.
public final class Call {

  private static final Duration WRITE_WITHIN = Duration.ofSeconds(2);
  private static final Octets LAST_CHUNK = Octets.latin1("0\r\n\r\n");

  private final Received received;
  private final CallerConnection connection;
  private final long arrivedAt = System.nanoTime();
  private final CountDownLatch done = new CountDownLatch(1);
  private Optional<Transcript> witness = Optional.empty();
  private Optional<Channel> channel = Optional.empty();
  private long event = -1;
  private boolean streaming;
  private boolean keepsConnection;

  /// Its last octet is on its way, or its reset. The target may act on that before this side knows
  /// that it has been sent, so nothing may end the connection any more.
  private volatile boolean decided;

  Call(Received received, CallerConnection connection) {
    this.received = received;
    this.connection = connection;
  }

  /// From now on what happens to this call stands in `transcript` too.
  synchronized void witnessedBy(Transcript transcript) {
    Channel here = connection.channelIn(transcript);
    witness = Optional.of(transcript);
    channel = Optional.of(here);
    event = transcript.received(here, received.octets(), Decoded.message(toString()));
  }

  /// The event of the transcript with which it came; -1 as long as nobody expects it.
  public synchronized long event() {
    return event;
  }

  private void tellSent(Octets octets, Decoded... decoded) {
    witness.ifPresent(transcript -> transcript.sent(channel.orElseThrow(), octets, decoded));
  }

  private void tellEnd(Side by, How how) {
    witness.ifPresent(transcript -> transcript.ended(channel.orElseThrow(), by, how, ""));
  }

  private boolean write(Octets octets) {
    boolean sent = connection.send(octets, WRITE_WITHIN);
    if (!sent) {
      witness.ifPresent(
          transcript -> transcript.note("the target does not take what its upstream sends"));
    }
    return sent;
  }

  public String method() {
    return received.method();
  }

  /// The path without the query.
  public String path() {
    int mark = received.target().indexOf('?');
    return mark < 0 ? received.target() : received.target().substring(0, mark);
  }

  /// A parameter of the query, decoded.
  public Optional<String> query(String name) {
    int mark = received.target().indexOf('?');
    if (mark < 0) {
      return Optional.empty();
    }
    for (String pair : received.target().substring(mark + 1).split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts[0].equals(name)) {
        return Optional.of(
            URLDecoder.decode(parts.length > 1 ? parts[1] : "", StandardCharsets.UTF_8));
      }
    }
    return Optional.empty();
  }

  public Optional<String> field(String name) {
    return received.fields().first(name);
  }

  public Octets body() {
    return received.body();
  }

  public String text() {
    return received.body().utf8();
  }

  /// In [System#nanoTime].
  public long arrivedAt() {
    return arrivedAt;
  }

  /// Answers whole; what was said before decides nothing any more.
  public void answer(Answer answer) {
    decided = true;
    synchronized (this) {
      // told first, since the target may act upon it before this thread goes on
      tellSent(answer.octets(), answer.decoded());
    }
    boolean sent = write(answer.octets());
    synchronized (this) {
      keepsConnection = sent;
    }
    done.countDown();
  }

  public void answer(int status, String json) {
    answer(Answer.json(status, json));
  }

  /// Begins an answer whose body comes in pieces ([#send]) and ends with [#finish].
  public synchronized void begin(int status, String contentType) {
    streaming = true;
    var head =
        new Answer(status, List.of("Content-Type: " + contentType), Octets.NONE)
            .head("Transfer-Encoding: chunked");
    tellSent(head);
    write(head);
  }

  /// The next piece of the body, in a chunk and a write of its own.
  ///
  /// @return false when the target does not take it any more
  public boolean send(String text) {
    return send(Octets.utf8(text));
  }

  /// As [#send(String)], for pieces that need not end where a character does.
  public synchronized boolean send(Octets octets) {
    Octets chunk =
        Octets.latin1(Integer.toHexString(octets.size()) + "\r\n")
            .plus(octets)
            .plus(Octets.latin1("\r\n"));
    tellSent(chunk, Decoded.piece(octets.toString()));
    return write(chunk);
  }

  /// Ends the body that [#begin] began.
  public synchronized void finish() {
    decided = true;
    if (streaming) {
      tellSent(LAST_CHUNK);
      keepsConnection = write(LAST_CHUNK);
    }
    done.countDown();
  }

  /// Resets the connection instead of answering, or in the middle of the answer.
  public void cut() {
    decided = true;
    connection.reset();
    synchronized (this) {
      tellEnd(Side.HARNESS, How.RST);
    }
    done.countDown();
  }

  /// Waits until the target has given the call up, by closing or resetting its connection.
  ///
  /// @return whether it did in time
  public boolean awaitGivenUp(Duration within) {
    Arrival end = connection.awaitEnd(within);
    synchronized (this) {
      switch (end) {
        case Arrival.Finished(How how, _) -> tellEnd(Side.PEER, how);
        case Arrival.Broken _ -> tellEnd(Side.PEER, How.RST);
        case Arrival.Nothing _, Arrival.Data _ ->
            witness.ifPresent(
                transcript -> transcript.judging(transcript.silent(channel.orElseThrow(), within)));
      }
    }
    return !(end instanceof Arrival.Nothing);
  }

  /// Blocks until the call was answered, cut, or its spec has ended.
  ///
  /// @return whether the connection can serve another request
  boolean awaitDone() throws InterruptedException {
    done.await();
    synchronized (this) {
      return keepsConnection;
    }
  }

  /// Whoever waits for it waits no longer.
  void abandon() {
    if (!decided) {
      connection.reset();
      done.countDown();
    }
  }

  @Override
  public String toString() {
    return received.toString();
  }
}
