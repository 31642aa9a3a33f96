package dev.wireproof.reference.http1;

import dev.wireproof.reference.Fault;
import java.util.Set;

/// A fault of the HTTP/1.1 server: a constant whose name is its id.
interface Http1Fault extends Fault {

  Bug bug();

  @Override
  default String description() {
    return bug().description();
  }

  @Override
  default Set<String> kills() {
    return bug().kills();
  }
}
