package dev.wireproof.clients.tcp;

import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.protocol.ConnectionOption;
import dev.wireproof.engine.protocol.GivenOptions;
import dev.wireproof.wire.tcp.TlsClient;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Optional;

/// How a target is encrypted.
record TlsSettings(TlsClient client) {

  private static final String INSECURE = "insecure";
  private static final String CA = "ca";

  static final List<ConnectionOption> OPTIONS =
      List.of(
          ConnectionOption.flag(INSECURE, "Take any certificate."),
          ConnectionOption.value(CA, "FILE", "Trust the certificates of this PEM file."));

  /// @throws InputException when the certificates cannot be used
  static TlsSettings of(String serverName, GivenOptions given) {
    Optional<Path> ca = given.last(CA).map(Path::of);
    try {
      if (given.has(INSECURE)) {
        return new TlsSettings(TlsClient.insecure(serverName));
      }
      return new TlsSettings(
          ca.isPresent()
              ? TlsClient.trusting(serverName, ca.get())
              : TlsClient.trusting(serverName));
    } catch (IOException | GeneralSecurityException e) {
      String file = ca.map(Path::toString).orElse("the certificates");
      throw new InputException("cannot use " + file + ": " + e.getMessage());
    }
  }
}
