package dev.wireproof.reference.http1;

import dev.wireproof.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/// Reads the body of a request exactly to its end (RFC 9112 §6, §7).
final class BodyReader {

  private final Input input;
  private final Faults faults;
  private final Limits limits;
  private final ChunkedReader chunked;

  BodyReader(Input input, LineReader lines, Faults faults, Limits limits) {
    this.input = input;
    this.faults = faults;
    this.limits = limits;
    this.chunked = new ChunkedReader(this, lines, faults, limits);
  }

  /// Refuses a body whose announced length is already too much, before any of it is asked for.
  void admit(Framing framing) throws Refused {
    if (framing instanceof Framing.Length(long octets)) {
      requireRoom(octets);
    }
  }

  Body read(Framing framing) throws IOException, Refused {
    input.allow(limits.timeouts().body());
    return switch (framing) {
      case Framing.None _ -> Body.NONE;
      case Framing.Length(long octets) -> {
        var content = new ByteArrayOutputStream();
        copy(octets, content);
        yield new Body(Octets.of(content.toByteArray()), Fields.NONE);
      }
      case Framing.Chunked _ -> chunked.read();
    };
  }

  void requireRoom(long octets) throws Refused {
    if (octets > limits.body()) {
      faults.refuse(LimitCheck.BODY_FITS);
      throw Refused.breaking(LimitCheck.BODY_FITS);
    }
  }

  /// A body that ends before it should is no body: acting on the part that came would let a broken
  /// connection decide what was asked for (RFC 9112 §8).
  void copy(long octets, ByteArrayOutputStream into) throws IOException, Refused {
    byte[] part = new byte[(int) Math.min(octets, 16 * 1024)];
    for (long left = octets; left > 0; ) {
      int taken = input.read(part, 0, (int) Math.min(left, part.length));
      if (taken < 0) {
        throw Refused.breaking(BodyCheck.BODY_IS_COMPLETE);
      }
      into.write(part, 0, taken);
      left -= taken;
    }
  }
}
