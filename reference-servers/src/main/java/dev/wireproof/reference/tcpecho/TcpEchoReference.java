package dev.wireproof.reference.tcpecho;

import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the echo server into the catalogue.
public final class TcpEchoReference implements ReferenceProvider {

  @Override
  public Reference reference() {
    return new Reference(
        "tcp-echo",
        List.of(EchoFault.values()),
        Set.of("tcp-echo"),
        Map.of("connections", "256"),
        EchoServer::start);
  }
}
