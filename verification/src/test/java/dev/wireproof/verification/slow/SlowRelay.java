package dev.wireproof.verification.slow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import dev.wireproof.wire.Octets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A correct server made slow: it stands before one, hands on every octet in order, and takes its
/// time with answers, or with the end of the connection.
final class SlowRelay implements AutoCloseable {

  /// What takes time.
  ///
  /// @param answers how long each answer takes
  /// @param methods of the requests whose answers do, as a pattern
  /// @param close how long a connection that the server has ended stays open
  /// @param onePerWrite whether of several requests that come in one write only the first is
  ///   answered, and the connection then closed
  record Pace(Duration answers, Pattern methods, Duration close, boolean onePerWrite) {

    static Pace answering(Duration after, String methods) {
      return new Pace(after, Pattern.compile(methods), Duration.ZERO, false);
    }

    static Pace closing(Duration after) {
      return new Pace(Duration.ZERO, Pattern.compile(""), after, false);
    }

    Pace answeringOnePerWrite() {
      return new Pace(answers, methods, close, true);
    }
  }

  private static final Pattern METHOD = Pattern.compile("[A-Z]+(?= )");
  private static final Pattern LENGTH =
      Pattern.compile("\r\nContent-Length: (\\d{1,6})\r\n", Pattern.CASE_INSENSITIVE);

  private final ServerSocket listener;
  private final InetSocketAddress behind;
  private final Pace pace;

  SlowRelay(InetSocketAddress behind, Pace pace) throws IOException {
    this.listener = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
    this.behind = behind;
    this.pace = pace;
    Thread.ofVirtual().name("slow-relay").start(this::accept);
  }

  String address() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void accept() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().start(() -> new Link(client).relay());
      } catch (IOException e) {
        if (!listener.isClosed()) {
          throw new UncheckedIOException(e);
        }
      }
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }

  /// Octets, or the end, that are handed on at a time.
  private record Due(Octets octets, long at) implements Delayed {

    @Override
    public long getDelay(TimeUnit unit) {
      return unit.convert(at - System.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
      return Long.compare(at, ((Due) other).at);
    }
  }

  private final class Link {

    private final Socket client;
    private final DelayQueue<Due> answers = new DelayQueue<>();
    private volatile String method = "";
    private long last;

    Link(Socket client) {
      this.client = client;
    }

    void relay() {
      try (client;
          var server = new Socket(behind.getAddress(), behind.getPort())) {
        client.setTcpNoDelay(true);
        server.setTcpNoDelay(true);
        Thread.ofVirtual().start(() -> requests(server));
        Thread writer = Thread.ofVirtual().start(this::answers);
        responses(server);
        writer.join();
      } catch (IOException _) {
        // one of the two sides left
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private void requests(Socket server) {
      try {
        var buffer = new byte[65_536];
        for (int n = client.getInputStream().read(buffer); n >= 0; ) {
          String text = new String(buffer, 0, n, ISO_8859_1);
          Matcher line = METHOD.matcher(text);
          if (line.lookingAt()) {
            method = line.group();
          }
          int first = pace.onePerWrite() ? firstOf(text) : n;
          server.getOutputStream().write(buffer, 0, first);
          if (first < n) {
            break;
          }
          n = client.getInputStream().read(buffer);
        }
        server.shutdownOutput();
      } catch (IOException e) {
        drop(server);
      }
    }

    /// Where the first request ends that is whole and has others behind it.
    private static int firstOf(String text) {
      int head = text.indexOf("\r\n\r\n");
      if (head < 0 || text.contains("\r\nTransfer-Encoding:")) {
        return text.length();
      }
      Matcher length = LENGTH.matcher(text.substring(0, head + 2));
      int end = head + 4 + (length.find() ? Integer.parseInt(length.group(1)) : 0);
      return end < text.length() && METHOD.matcher(text.substring(end)).lookingAt()
          ? end
          : text.length();
    }

    private void responses(Socket server) {
      try {
        var buffer = new byte[65_536];
        for (int n = server.getInputStream().read(buffer); n >= 0; ) {
          later(Octets.of(buffer, 0, n), Duration.ZERO);
          n = server.getInputStream().read(buffer);
        }
      } catch (IOException e) {
        drop(client);
      }
      later(Octets.NONE, pace.close());
    }

    private void later(Octets octets, Duration more) {
      boolean slow = pace.methods().matcher(method).matches();
      Duration wait = (slow ? pace.answers() : Duration.ZERO).plus(more);
      last = Math.max(last + 1, System.nanoTime() + wait.toNanos());
      answers.add(new Due(octets, last));
    }

    private void answers() {
      try {
        for (Octets octets = answers.take().octets(); !octets.isEmpty(); ) {
          client.getOutputStream().write(octets.toArray());
          octets = answers.take().octets();
        }
        client.shutdownOutput();
      } catch (IOException _) {
        // the client left, as clients do that have seen enough
      } catch (InterruptedException _) {
        Thread.currentThread().interrupt();
      }
    }

    private void drop(Socket other) {
      try {
        other.close();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
