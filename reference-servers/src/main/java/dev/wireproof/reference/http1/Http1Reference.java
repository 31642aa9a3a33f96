package dev.wireproof.reference.http1;

import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import dev.wireproof.reference.http1.codec.ServerLimits;
import dev.wireproof.reference.http1.fault.ChunkFault;
import dev.wireproof.reference.http1.fault.ConditionalFault;
import dev.wireproof.reference.http1.fault.ConnectionFault;
import dev.wireproof.reference.http1.fault.ConnectionStateFault;
import dev.wireproof.reference.http1.fault.DateFault;
import dev.wireproof.reference.http1.fault.ExpectFault;
import dev.wireproof.reference.http1.fault.FieldFault;
import dev.wireproof.reference.http1.fault.FramingFault;
import dev.wireproof.reference.http1.fault.MethodFault;
import dev.wireproof.reference.http1.fault.ParsingFault;
import dev.wireproof.reference.http1.fault.PersistenceFault;
import dev.wireproof.reference.http1.fault.RangeFault;
import dev.wireproof.reference.http1.fault.RepeatedRequestFault;
import dev.wireproof.reference.http1.fault.ResponseFault;
import dev.wireproof.reference.http1.fault.SemanticsFault;
import dev.wireproof.reference.http1.fault.TimeoutFault;
import dev.wireproof.reference.http1.fault.UpgradeFault;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/// Puts the HTTP/1.1 server into the catalogue.
public final class Http1Reference implements ReferenceProvider {

  static final Set<String> CLAIMS = Set.of("http1", "stateless", "nagle");

  static final List<Fault> FAULTS =
      Stream.<Fault[]>of(
              ParsingFault.values(),
              FieldFault.values(),
              FramingFault.values(),
              ChunkFault.values(),
              ResponseFault.values(),
              ConnectionFault.values(),
              SemanticsFault.values(),
              ConditionalFault.values(),
              DateFault.values(),
              RangeFault.values(),
              PersistenceFault.values(),
              TimeoutFault.values(),
              ConnectionStateFault.values(),
              RepeatedRequestFault.values(),
              MethodFault.values(),
              ExpectFault.values(),
              UpgradeFault.values())
          .flatMap(Stream::of)
          .toList();

  @Override
  public Reference reference() {
    return new Reference(
        "http1",
        FAULTS,
        CLAIMS,
        ServerLimits.BRISK.declared(),
        (environment, faults) -> Http1Server.startBrisk(environment.address(), faults),
        (environment, faults) -> Http1Server.start(environment.address(), faults));
  }
}
