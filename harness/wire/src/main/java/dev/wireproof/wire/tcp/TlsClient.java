package dev.wireproof.wire.tcp;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLProtocolException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/// TLS by the JDK (JSSE) under a raw connection.
public final class TlsClient {

  private static final String CARRIER_ENDED = "Remote host terminated the connection";

  static {
    // the end of the carrier does not pass for the end of TLS: who cut it must be seen
    System.setProperty("com.sun.net.ssl.requireCloseNotify", "true");
  }

  private final SSLContext context;
  private final String serverName;
  private final boolean verifyName;

  private TlsClient(SSLContext context, String serverName, boolean verifyName) {
    this.context = context;
    this.serverName = serverName;
    this.verifyName = verifyName;
  }

  /// Trusts what the JDK trusts.
  public static TlsClient trusting(String serverName) throws GeneralSecurityException {
    return new TlsClient(SSLContext.getDefault(), serverName, true);
  }

  /// Trusts the certificates of a PEM file and nothing else.
  ///
  /// @throws IOException when the file cannot be read
  /// @throws GeneralSecurityException when it holds no certificate
  public static TlsClient trusting(String serverName, Path pem)
      throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
    store.load(null, null);
    try (InputStream in = Files.newInputStream(pem)) {
      int n = 0;
      for (Certificate each : CertificateFactory.getInstance("X.509").generateCertificates(in)) {
        store.setCertificateEntry("ca-" + n++, each);
      }
    }
    if (store.size() == 0) {
      throw new GeneralSecurityException("no certificate in " + pem);
    }
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return new TlsClient(contextOf(factory.getTrustManagers()), serverName, true);
  }

  /// Trusts everybody: for servers under test whose certificate is not the point.
  public static TlsClient insecure(String serverName) throws GeneralSecurityException {
    return new TlsClient(contextOf(new TrustManager[] {new TrustAll()}), serverName, false);
  }

  /// Whether the carrier ended without a close_notify. The JDK has one exception and no other sign
  /// for that.
  static boolean isTruncation(IOException e) {
    return e instanceof SSLProtocolException && CARRIER_ENDED.equals(e.getMessage());
  }

  private static SSLContext contextOf(TrustManager[] trust) throws GeneralSecurityException {
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, trust, new SecureRandom());
    return context;
  }

  /// Wraps a connected socket and completes the handshake; ALPN offers `http/1.1`.
  SSLSocket over(Socket plain) throws IOException {
    var socket =
        (SSLSocket)
            context.getSocketFactory().createSocket(plain, serverName, plain.getPort(), true);
    SSLParameters parameters = socket.getSSLParameters();
    parameters.setApplicationProtocols(new String[] {"http/1.1"});
    // an address literal is no server name (RFC 6066 §3)
    if (!serverName.contains(":") && !serverName.matches("[0-9.]+")) {
      parameters.setServerNames(List.of(new SNIHostName(serverName)));
    }
    if (verifyName) {
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
    }
    socket.setSSLParameters(parameters);
    socket.startHandshake();
    return socket;
  }

  private static final class TrustAll extends X509ExtendedTrustManager {
    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, @Nullable Socket socket) {}

    @Override
    public void checkClientTrusted(
        X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

    @Override
    public void checkServerTrusted(
        X509Certificate[] chain, String type, @Nullable SSLEngine engine) {}

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) {}

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) {}

    @Override
    public X509Certificate[] getAcceptedIssuers() {
      return new X509Certificate[0];
    }
  }
}
