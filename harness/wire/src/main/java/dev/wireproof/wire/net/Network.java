package dev.wireproof.wire.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.DatagramChannel;

/// What all sockets, listeners and processes of a run are opened through, so that they can be
/// somewhere else than on this host: in a network namespace, say. Safe for use by several threads.
public interface Network {

  /// That of this host.
  static Network ofThisHost() {
    return HostNetwork.INSTANCE;
  }

  /// A TCP socket that is not connected yet.
  Socket socket() throws IOException;

  /// A TCP listener that is not bound yet.
  ServerSocket listener() throws IOException;

  /// A UDP socket that is neither bound nor connected yet.
  DatagramChannel datagrams() throws IOException;

  /// Starts a process that finds the same network.
  Process start(ProcessBuilder builder) throws IOException;
}
