package dev.wireproof.reference.requestresponse;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.Fault;
import dev.wireproof.reference.Reference;
import dev.wireproof.reference.ReferenceProvider;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Puts the notes server into the catalogue.
public final class RequestResponseReference implements ReferenceProvider {

  @Override
  public Reference reference() {
    return new Reference(
        "request-response",
        List.of(RequestResponseFault.values()),
        Set.of(),
        Map.of("body-limit", Integer.toString(NotesServer.BODY_LIMIT)),
        RequestResponseReference::start);
  }

  private static NotesServer start(Environment environment, Set<Fault> faults) throws IOException {
    return new NotesServer(environment, Fault.of(RequestResponseFault.class, faults));
  }
}
