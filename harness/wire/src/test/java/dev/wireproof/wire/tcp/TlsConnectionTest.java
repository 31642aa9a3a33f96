package dev.wireproof.wire.tcp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.wireproof.wire.Channel;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Event;
import dev.wireproof.wire.Event.How;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.net.Network;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Under TLS the end says whether it was the peer's own.
class TlsConnectionTest {

  private static final Duration SOON = Duration.ofSeconds(10);
  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private static Path folder;
  private static SSLContext context;

  private final Transcript transcript = new Transcript();

  @BeforeAll
  static void makeCertificate() throws Exception {
    Path store = folder.resolve("store.p12");
    var keytool =
        new ProcessBuilder(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-alias",
                "a",
                "-storetype",
                "PKCS12",
                "-keystore",
                store.toString(),
                "-storepass",
                new String(PASSWORD)));
    assertThat(keytool.redirectErrorStream(true).start().waitFor()).isZero();
    KeyStore keys = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(store)) {
      keys.load(in, PASSWORD);
    }
    var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    factory.init(keys, PASSWORD);
    context = SSLContext.getInstance("TLS");
    context.init(factory.getKeyManagers(), null, null);
  }

  /// Sends some octets, then either ends TLS, or only the connection below it.
  private Arrival ending(boolean closesTls) throws Exception {
    try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Thread.ofVirtual().start(() -> serve(listener, closesTls));
      var address = (InetSocketAddress) listener.getLocalSocketAddress();
      var tls = Optional.of(TlsClient.insecure("localhost"));
      var endpoint = new Endpoint(Network.ofThisHost(), address, SOON, tls);
      try (var connection = TcpConnection.open(endpoint, transcript)) {
        assertThat(connection.next(Deadline.in(SOON)))
            .isInstanceOfSatisfying(
                Arrival.Data.class,
                data -> assertThat(data.octets()).isEqualTo(Octets.latin1("hello")));
        return connection.next(Deadline.in(SOON));
      }
    }
  }

  private static void serve(ServerSocket listener, boolean closesTls) {
    try (Socket plain = listener.accept();
        var tls =
            (SSLSocket) context.getSocketFactory().createSocket(plain, "localhost", 0, false)) {
      tls.setUseClientMode(false);
      tls.getOutputStream().write(Octets.latin1("hello").toArray());
      if (closesTls) {
        tls.shutdownOutput();
      } else {
        plain.shutdownOutput();
      }
      tls.getInputStream().read();
    } catch (IOException _) {
      // the client has left, as it should
    }
  }

  @Test
  void aCloseNotifyIsTheEnd() throws Exception {
    assertThat(ending(true))
        .isInstanceOfSatisfying(
            Arrival.Finished.class, end -> assertThat(end.how()).isEqualTo(How.CLOSE_NOTIFY));
  }

  @Test
  void anEndBelowTlsIsATruncation() throws Exception {
    assertThat(ending(false))
        .isInstanceOfSatisfying(
            Arrival.Finished.class, end -> assertThat(end.how()).isEqualTo(How.TRUNCATED));
  }

  @Test
  void theLayerIsAChannelOfItsOwnOverTheConnection() throws Exception {
    ending(true);
    List<Event.OnChannel> events =
        transcript.events().stream().map(Event.OnChannel.class::cast).toList();
    assertThat(events.get(0).channel().layer()).isEqualTo(Channel.TCP);
    assertThat(events.get(1).channel().layer()).isEqualTo(Channel.TLS);
    assertThat(events.get(1).channel().lowest()).isEqualTo(events.get(0).channel());
    assertThat(events.get(1).text()).startsWith("tls TLSv1.");
    assertThat(events.get(2).channel().layer()).isEqualTo(Channel.TLS);
  }
}
