package dev.wireproof.reference.http1.codec;

import dev.wireproof.reference.http1.check.BodyCheck;
import dev.wireproof.reference.http1.check.LimitCheck;
import dev.wireproof.reference.http1.check.Refused;
import dev.wireproof.reference.http1.fault.ChunkFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.FramingFault;
import dev.wireproof.reference.http1.fault.PersistenceFault;
import dev.wireproof.reference.http1.fault.TimeoutFault;
import dev.wireproof.reference.http1.message.Body;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Framing;
import dev.wireproof.wire.Octets;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;

/// Reads the body of a request exactly to its end (RFC 9112 §6, §7).
public final class BodyReader {

  private static final Duration A_LONG_TIME = Duration.ofHours(1);
  private static final int LARGE = 512 * 1024;
  private static final int DOUBLED = 16;

  private final RequestInput input;
  private final Faults faults;
  private final ServerLimits limits;
  private final ChunkedReader chunked;

  public BodyReader(RequestInput input, OctetLineReader lines, Faults faults, ServerLimits limits) {
    this.input = input;
    this.faults = faults;
    this.limits = limits;
    this.chunked = new ChunkedReader(this, lines, faults, limits);
  }

  /// Refuses a body whose announced length is already too much, before any of it is asked for.
  public void admit(Framing framing) throws Refused {
    if (framing instanceof Framing.Length(long octets)) {
      requireRoom(octets);
    }
  }

  public Body read(Framing framing) throws IOException, Refused {
    input.allow(isPatient() ? A_LONG_TIME : limits.timeouts().body());
    return switch (framing) {
      case Framing.None _ -> Body.NONE;
      case Framing.Length(long octets) -> {
        var content = new ByteArrayOutputStream();
        copy(takesOneRead() ? oneRead(octets) : octets, content);
        yield new Body(Octets.of(content.toByteArray()), Fields.NONE);
      }
      case Framing.Chunked _ -> {
        Body body = chunked.read();
        if (dropsRest()) {
          input.forget();
        }
        yield body;
      }
    };
  }

  /// Copies a chunk; in a server that reads once, what has come of it.
  void copyChunk(long octets, ByteArrayOutputStream into) throws IOException, Refused {
    boolean readsOnce = faults.has(ChunkFault.READ_TAKEN_FOR_CHUNK) && input.awaitMore();
    copy(readsOnce ? Math.min(octets, input.buffered()) : octets, into);
  }

  /// Whether the client has finished sending.
  boolean isOver() throws IOException {
    return !input.awaitMore();
  }

  private boolean dropsRest() {
    return faults.has(ChunkFault.REST_DROPPED_AFTER_CHUNKS);
  }

  private long oneRead(long octets) throws IOException {
    var _ = input.awaitMore();
    return Math.min(octets, input.buffered());
  }

  private boolean takesOneRead() {
    return faults.has(PersistenceFault.BODY_TAKEN_FROM_ONE_READ);
  }

  private boolean doublesAPiece() {
    return faults.has(FramingFault.PIECE_OF_A_LARGE_BODY_DOUBLED);
  }

  private boolean isPatient() {
    return faults.has(TimeoutFault.BODY_AWAITED_FOR_EVER);
  }

  void requireRoom(long octets) throws Refused {
    if (octets > limits.body()) {
      faults.refuse(LimitCheck.BODY_FITS);
      throw Refused.breaking(LimitCheck.BODY_FITS);
    }
  }

  /// A body that ends too early counts for nothing: acting on the part that came would let a broken
  /// connection decide what was asked for (RFC 9112 §8).
  void copy(long octets, ByteArrayOutputStream into) throws IOException, Refused {
    byte[] part = new byte[(int) Math.min(octets, 16 * 1024)];
    for (long left = octets; left > 0; ) {
      int taken = input.read(part, 0, (int) Math.min(left, part.length));
      if (taken < 0) {
        faults.refuse(BodyCheck.BODY_IS_COMPLETE);
        return;
      }
      if (taken > 2 * DOUBLED && into.size() > LARGE && doublesAPiece()) {
        System.arraycopy(part, 0, part, DOUBLED, DOUBLED);
      }
      into.write(part, 0, taken);
      left -= taken;
    }
  }
}
