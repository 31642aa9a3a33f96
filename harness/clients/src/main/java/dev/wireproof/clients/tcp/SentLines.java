package dev.wireproof.clients.tcp;

import dev.wireproof.wire.Decoded;
import dev.wireproof.wire.Octets;
import java.util.ArrayList;
import java.util.List;

/// Which lines the octets that are sent amount to, however they are cut.
final class SentLines {

  private static final int MOST_SHOWN = 160;

  private Octets unended = Octets.NONE;

  /// The lines that end in these octets, for people.
  Decoded[] endingIn(Octets octets) {
    List<Decoded> lines = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < octets.size(); i++) {
      if (octets.at(i) == '\n') {
        lines.add(LineReader.decoded(unended.plus(octets.slice(from, i))));
        unended = Octets.NONE;
        from = i + 1;
      }
    }
    unended = unended.plus(octets.from(from)).first(MOST_SHOWN);
    return lines.toArray(Decoded[]::new);
  }
}
