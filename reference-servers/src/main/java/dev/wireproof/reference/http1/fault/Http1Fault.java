package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// A fault of the HTTP/1.1 server: a constant whose name is its id.
public interface Http1Fault extends Fault {

  FaultSpec spec();

  @Override
  default String description() {
    return spec().description();
  }

  @Override
  default Set<String> kills() {
    return spec().kills();
  }
}
