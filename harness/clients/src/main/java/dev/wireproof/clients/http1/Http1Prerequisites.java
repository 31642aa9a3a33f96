package dev.wireproof.clients.http1;

import dev.wireproof.wire.http1.Http1Request;
import java.util.Optional;

/// The rules that controls are about: where such a control fails, its rule fails too, and the spec
/// is not judged because of that.
public final class Http1Prerequisites {

  /// `Connection: close` is honoured.
  public static final String CLOSE = "http1.persistence.close-honoured";

  /// Whoever waits for 100 (Continue) gets some response.
  public static final String CONTINUE = "http1.expect.continue";

  /// Chunks are read to their end.
  static final String CHUNKS = "http1.framing.chunks-read";

  /// Several requests that come together get a response each, in their order.
  public static final String PIPELINING = "http1.pipelining.order";

  private Http1Prerequisites() {}

  /// The rule that a legal request is about, where it is no plain one.
  static Optional<String> ruleOf(Http1Request legal) {
    return legal.isChunked() ? Optional.of(CHUNKS) : Optional.empty();
  }
}
