package dev.wireproof.clients.http1;

import dev.wireproof.engine.protocol.Protocol;

public final class Http1 implements Protocol {

  @Override
  public String name() {
    return "http1";
  }
}
