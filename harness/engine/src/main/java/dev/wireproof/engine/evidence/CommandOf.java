package dev.wireproof.engine.evidence;

import dev.wireproof.wire.Event;
import java.util.List;
import java.util.Optional;

/// How one connection's exchange is repeated in a shell, with tools that every machine has. Each
/// protocol knows its own tools.
@FunctionalInterface
public interface CommandOf {

  /// The command that sends what was sent.
  ///
  /// @param exchange the events of one connection, in order; the harness opened it
  /// @return a command of one line; nothing where no common tool does the same
  Optional<String> command(List<Event> exchange);
}
