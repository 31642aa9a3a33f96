package dev.wireproof.clients.tcp;

import dev.wireproof.engine.protocol.Protocol;

public final class Tcp implements Protocol {

  @Override
  public String name() {
    return "tcp";
  }
}
