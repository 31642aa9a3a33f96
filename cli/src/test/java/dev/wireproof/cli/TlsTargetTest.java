package dev.wireproof.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// An https target is judged like any other, once its certificate is trusted.
class TlsTargetTest {

  private static final char[] PASSWORD = "changeit".toCharArray();

  @TempDir private Path folder = Path.of("");

  @Test
  void theCertificateMustBeTrustedUnlessTheUserSaysOtherwise() throws Exception {
    KeyStore store = selfSigned();
    Path pem = folder.resolve("ca.pem");
    Files.writeString(
        pem,
        "-----BEGIN CERTIFICATE-----\n"
            + Base64.getMimeEncoder().encodeToString(store.getCertificate("server").getEncoded())
            + "\n-----END CERTIFICATE-----\n");
    try (SSLServerSocket server = listen(store)) {
      Thread.ofVirtual().name("tls-server").start(() -> serve(server));
      String url = "https://localhost:" + server.getLocalPort();
      assertThat(run(url, "--insecure").code()).isZero();
      assertThat(run(url, "--ca", pem.toString()).code()).isZero();
      Said distrusted = run(url);
      assertThat(distrusted.code()).isEqualTo(3);
      assertThat(distrusted.out()).contains("cannot connect to localhost");
    }
  }

  private Said run(String url, String... more) {
    var args = new ArrayList<>(List.of("run", "-t", url, "http1.base.*"));
    args.addAll(List.of(more));
    args.addAll(List.of("--out", folder.resolve("out").toString()));
    return Said.by(args.toArray(String[]::new));
  }

  private KeyStore selfSigned() throws Exception {
    Path file = folder.resolve("server.p12");
    Process keytool =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "san=dns:localhost",
                "-validity",
                "2",
                "-storetype",
                "PKCS12",
                "-keystore",
                file.toString(),
                "-storepass",
                new String(PASSWORD))
            .redirectErrorStream(true)
            .start();
    assertThat(keytool.waitFor(30, TimeUnit.SECONDS)).isTrue();
    KeyStore store = KeyStore.getInstance("PKCS12");
    try (InputStream in = Files.newInputStream(file)) {
      store.load(in, PASSWORD);
    }
    return store;
  }

  private static SSLServerSocket listen(KeyStore store)
      throws GeneralSecurityException, IOException {
    var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, PASSWORD);
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), null, null);
    return (SSLServerSocket)
        context
            .getServerSocketFactory()
            .createServerSocket(0, 64, InetAddress.getLoopbackAddress());
  }

  private static void serve(SSLServerSocket server) {
    while (!server.isClosed()) {
      try {
        Socket client = server.accept();
        Thread.ofVirtual().name("tls-connection").start(() -> answer(client));
      } catch (IOException _) {
        return; // the test is over
      }
    }
  }

  private static void answer(Socket client) {
    byte[] response = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok".getBytes(ISO_8859_1);
    byte[] buffer = new byte[4096];
    try (client) {
      while (client.getInputStream().read(buffer) > 0) {
        client.getOutputStream().write(response);
      }
    } catch (IOException _) {
      // a client that does not trust us
    }
  }
}
