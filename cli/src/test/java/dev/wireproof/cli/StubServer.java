package dev.wireproof.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/// A server on loopback that does with each connection what a test wants.
final class StubServer implements AutoCloseable {

  /// What becomes of one connection; it is closed afterwards.
  @FunctionalInterface
  interface Handler {
    void serve(Socket client) throws IOException;
  }

  private final ServerSocket listener;
  private final Handler handler;

  private StubServer(ServerSocket listener, Handler handler) {
    this.listener = listener;
    this.handler = handler;
  }

  static StubServer start(Handler handler) throws IOException {
    var server = new StubServer(new ServerSocket(0, 64, InetAddress.getLoopbackAddress()), handler);
    Thread.ofVirtual().name("stub").start(server::acceptAll);
    return server;
  }

  /// Answers whatever comes in one read with the same octets.
  static void answerEach(Socket client, String answer) throws IOException {
    byte[] octets = answer.getBytes(ISO_8859_1);
    byte[] buffer = new byte[64 * 1024];
    while (client.getInputStream().read(buffer) >= 0) {
      client.getOutputStream().write(octets);
    }
  }

  String url() {
    return "http://127.0.0.1:" + listener.getLocalPort();
  }

  private void acceptAll() {
    while (!listener.isClosed()) {
      try {
        Socket client = listener.accept();
        Thread.ofVirtual().name("stub-connection").start(() -> serve(client));
      } catch (IOException _) {
        return; // the test is over
      }
    }
  }

  private void serve(Socket client) {
    try (client) {
      handler.serve(client);
    } catch (IOException _) {
      // the harness has had enough
    }
  }

  @Override
  public void close() throws IOException {
    listener.close();
  }
}
