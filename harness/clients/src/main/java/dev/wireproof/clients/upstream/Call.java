package dev.wireproof.clients.upstream;

import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Event.Kind;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.http1.Http1ServerReader.Received;
import dev.wireproof.wire.tcp.TcpConnection;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;

/// One request of the target to its upstream. It is held until it is answered, cut or given up; a
/// spec decides which, and when. Safe for use by several threads.
public final class Call {

  private static final Duration WRITE_WITHIN = Duration.ofSeconds(2);

  private final Received received;
  private final TcpConnection link;
  private final long arrivedAt = System.nanoTime();
  private final CountDownLatch done = new CountDownLatch(1);
  private Optional<Transcript> witness = Optional.empty();
  private int witnessConnection;
  private boolean streaming;
  private boolean keepsConnection;

  /// Its last octet is on its way, or its reset. The target may act on that before this side knows
  /// that it has been sent, so nothing may end the connection any more.
  private volatile boolean decided;

  Call(Received received, TcpConnection link) {
    this.received = received;
    this.link = link;
  }

  /// From now on what happens to this call stands in `transcript` too.
  synchronized void witnessedBy(Transcript transcript) {
    witness = Optional.of(transcript);
    witnessConnection = transcript.nextConnection();
    tell(Kind.RECEIVED, "upstream got " + this, received.octets());
  }

  private void tell(Kind kind, String text, Octets octets) {
    witness.ifPresent(transcript -> transcript.add(witnessConnection, kind, text, octets));
  }

  private void tellIfNotTaken(boolean sent) {
    if (!sent) {
      tell(Kind.NOTE, "the target does not take what its upstream sends", Octets.NONE);
    }
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
      tell(Kind.SENT, "upstream answers " + answer.status(), answer.body());
    }
    boolean sent = link.send(answer.octets(), WRITE_WITHIN);
    synchronized (this) {
      tellIfNotTaken(sent);
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
    var head = new Answer(status, List.of("Content-Type: " + contentType), Octets.NONE);
    tell(Kind.SENT, "upstream begins an answer " + status, Octets.NONE);
    tellIfNotTaken(link.send(head.head("Transfer-Encoding: chunked"), WRITE_WITHIN));
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
    tell(Kind.SENT, "upstream sends " + octets, octets);
    boolean sent = link.send(chunk, WRITE_WITHIN);
    tellIfNotTaken(sent);
    return sent;
  }

  /// Ends the body that [#begin] began.
  public synchronized void finish() {
    decided = true;
    if (streaming) {
      tell(Kind.SENT, "upstream ends its answer", Octets.NONE);
      keepsConnection = link.send(Octets.latin1("0\r\n\r\n"), WRITE_WITHIN);
    }
    done.countDown();
  }

  /// Resets the connection instead of answering, or in the middle of the answer.
  public void cut() {
    decided = true;
    link.reset();
    synchronized (this) {
      tell(Kind.CLOSED, "upstream cuts the connection", Octets.NONE);
    }
    done.countDown();
  }

  /// Waits until the target has given the call up, by closing or resetting its connection.
  ///
  /// @return whether it did in time
  public boolean awaitGivenUp(Duration within) {
    boolean left = link.awaitEnd(Deadline.in(within));
    synchronized (this) {
      tell(
          left ? Kind.FINISHED : Kind.SILENCE,
          left ? "the target gave the call up" : "the target still waits for its upstream",
          Octets.NONE);
    }
    return left;
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
      link.reset();
      done.countDown();
    }
  }

  @Override
  public String toString() {
    return "%s %s"
        .formatted(method().toUpperCase(Locale.ROOT), Octets.utf8(received.target()).printable());
  }
}
