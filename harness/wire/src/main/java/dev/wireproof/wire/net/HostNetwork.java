package dev.wireproof.wire.net;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import org.jspecify.annotations.Nullable;

/// The network that the harness itself is in.
enum HostNetwork implements Network {
  INSTANCE;

  @Override
  public Socket socket() {
    return new Socket();
  }

  @Override
  public ServerSocket listener() throws IOException {
    return new ServerSocket();
  }

  @Override
  public DatagramSocket datagrams(@Nullable SocketAddress local) throws IOException {
    return new DatagramSocket(local == null ? new InetSocketAddress(0) : local);
  }

  @Override
  public Process start(ProcessBuilder builder) throws IOException {
    return builder.start();
  }
}
