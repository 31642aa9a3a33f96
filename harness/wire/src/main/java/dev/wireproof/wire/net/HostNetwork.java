package dev.wireproof.wire.net;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.DatagramChannel;

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
  public DatagramChannel datagrams() throws IOException {
    return DatagramChannel.open();
  }

  @Override
  public Process start(ProcessBuilder builder) throws IOException {
    return builder.start();
  }
}
