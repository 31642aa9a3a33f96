package dev.wireproof.reference.http1.connection;

import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.UpgradeFault;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.wire.Octets;
import java.util.Optional;

/// Offers to switch to another protocol (RFC 9110 §7.8). This server speaks HTTP/1.1 alone, so a
/// correct one ignores them all; what is here is what faulty ones switch to, without speaking it.
final class Upgrades {

  private final Faults faults;

  Upgrades(Faults faults) {
    this.faults = faults;
  }

  /// The 101 of a server with a fault.
  Optional<Octets> accepted(Head head) {
    Optional<String> offered = head.fields().first("Upgrade");
    if (offered.isEmpty()) {
      return Optional.empty();
    }
    String protocol = offered.get();
    boolean known = protocol.equals("h2c") || protocol.equals("websocket");
    if (isWrongly(head, known)) {
      return Optional.of(switching("Upgrade: " + protocol + "\r\nConnection: Upgrade\r\n"));
    }
    if (known && isOffer(head) && faults.has(UpgradeFault.SWITCHES_WITHOUT_A_NAME)) {
      return Optional.of(switching("Connection: Upgrade\r\n"));
    }
    return known && isOffer(head) && faults.has(UpgradeFault.SWITCHES_TO_ANOTHER)
        ? Optional.of(switching("Upgrade: tls/1.0\r\nConnection: Upgrade\r\n"))
        : Optional.empty();
  }

  private boolean isWrongly(Head head, boolean known) {
    return (faults.has(UpgradeFault.UNKNOWN_PROTOCOL_ACCEPTED) && isOffer(head) && !known)
        || (faults.has(UpgradeFault.SWITCHES_IN_HTTP10) && head.line().isVersion10())
        || (faults.has(UpgradeFault.SWITCHES_WITHOUT_THE_OPTION)
            && !head.line().isVersion10()
            && !head.connectionOptions().contains("upgrade"))
        || (faults.has(UpgradeFault.SWITCHES_BEFORE_CONTINUE) && head.fields().has("Expect"));
  }

  private static boolean isOffer(Head head) {
    return !head.line().isVersion10()
        && head.connectionOptions().contains("upgrade")
        && !head.fields().has("Content-Length");
  }

  /// Whether the body of a request is left where it is.
  boolean leavesBody(Head head) {
    return head.fields().has("Upgrade") && faults.has(UpgradeFault.BODY_UNREAD_BESIDE_UPGRADE);
  }

  private static Octets switching(String fields) {
    return Octets.latin1("HTTP/1.1 101 Switching Protocols\r\n" + fields + "\r\n");
  }
}
