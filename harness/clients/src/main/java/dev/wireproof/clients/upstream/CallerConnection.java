package dev.wireproof.clients.upstream;

import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.http1.Http1ServerReader;
import dev.wireproof.wire.tcp.Arrival;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/// A connection that the target made to its upstream. The calls that come over it may belong to
/// several specs, one after the other: each finds the connection in its own transcript.
final class CallerConnection implements AutoCloseable {

  private final TcpConnection connection;
  private @Nullable Transcript lastTranscript;
  private @Nullable Channel lastChannel;

  CallerConnection(Socket socket) throws IOException {
    this.connection = TcpConnection.accepted(socket, new Transcript());
  }

  Http1ServerReader reader() {
    return new Http1ServerReader(connection);
  }

  /// This connection, as that transcript knows it.
  synchronized Channel channelIn(Transcript transcript) {
    Channel known = lastChannel;
    if (known != null && transcript == lastTranscript) {
      return known;
    }
    Channel own = connection.channel();
    Channel channel = transcript.channel(own.layer(), own.ends(), own.local(), own.remote());
    transcript.opened(channel, "");
    lastTranscript = transcript;
    lastChannel = channel;
    return channel;
  }

  boolean send(Octets octets, Duration within) {
    return connection.send(octets, within);
  }

  Arrival awaitEnd(Duration within) {
    return connection.awaitEnd(Deadline.in(within));
  }

  void reset() {
    connection.reset();
  }

  @Override
  public void close() {
    connection.close();
  }
}
