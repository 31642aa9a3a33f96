package dev.wireproof.engine.catalogue;

import dev.wireproof.engine.input.DidYouMean;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Protocol;
import dev.wireproof.engine.protocol.Protocols;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// The limits that a target can declare: those of the protocols and those of the rooms of specs.
public final class LimitKeys {

  private LimitKeys() {}

  private static final class Holder {
    static final Map<String, LimitKind> KNOWN = find();
  }

  /// What is wrong with a limit, in a line; nothing when it is as its room or protocol has it.
  public static Optional<String> complaint(String key, String value) {
    LimitKind kind = Holder.KNOWN.get(key);
    if (kind == null) {
      return Optional.of(
          "unknown limit “"
              + key
              + "”"
              + DidYouMean.hint(key, Holder.KNOWN.keySet())
              + "; there are "
              + String.join(", ", Holder.KNOWN.keySet()));
    }
    return kind.fits(value.strip())
        ? Optional.empty()
        : Optional.of("“" + key + "” is " + kind.words() + ", not “" + value.strip() + "”");
  }

  /// @throws IllegalStateException when one key is of two kinds
  private static Map<String, LimitKind> find() {
    var known = new TreeMap<String, LimitKind>();
    for (Protocol each : Protocols.all()) {
      each.limits().forEach((key, kind) -> add(known, key, kind, each.name()));
    }
    for (Room room : Rooms.all()) {
      for (Limit limit : room.topic().limits()) {
        add(known, limit.key(), limit.kind(), room.packageName());
      }
    }
    return known;
  }

  private static void add(Map<String, LimitKind> known, String key, LimitKind kind, String where) {
    LimitKind other = known.putIfAbsent(key, kind);
    if (other != null && other != kind) {
      throw new IllegalStateException(
          "the limit %s is of two kinds: %s, and in %s %s".formatted(key, other, where, kind));
    }
  }
}
