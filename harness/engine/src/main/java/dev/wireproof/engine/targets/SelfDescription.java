package dev.wireproof.engine.targets;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.catalogue.LimitKeys;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.protocol.Protocols;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Octets;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What a running server says of itself at `/.well-known/wireproof`, as its file would say it.
///
/// @param claims what it says it does
/// @param limits its own promises
record SelfDescription(Map<String, String> claims, Map<String, String> limits) {

  static final SelfDescription NONE = new SelfDescription(Map.of(), Map.of());

  SelfDescription {
    claims = Map.copyOf(claims);
    limits = Map.copyOf(limits);
  }

  /// Asks the target. One that is not there, or has no JSON there, says nothing of itself: that is
  /// its right, and what else is wrong with it is found out by those whose task it is.
  ///
  /// @throws InputException when it says something that no contract has
  static SelfDescription of(Target target) {
    return Protocols.ofScheme(target.address().getScheme()).stream()
        .flatMap(protocol -> protocol.statement(target).stream())
        .findFirst()
        .map(said -> parse(said.place(), said.json()))
        .orElse(NONE);
  }

  private static SelfDescription parse(String where, Octets json) {
    Object text;
    try {
      text = JSON.std.anyFrom(json.toArray());
    } catch (IOException _) {
      throw new InputException(where + " says it is JSON, and is not");
    }
    if (!(text instanceof Map<?, ?> members)) {
      throw new InputException(where + " is an object with “claims” and “limits”");
    }
    return new SelfDescription(
        claims(where, members.get("claims")), limits(where, members.get("limits")));
  }

  private static Map<String, String> claims(String where, @Nullable Object said) {
    var claims = new LinkedHashMap<String, String>();
    if (said instanceof List<?> texts) {
      for (Object text : texts) {
        var entry =
            Claims.parse(String.valueOf(text))
                .orElseThrow(
                    () -> new InputException(where + ": " + Claims.unknown(String.valueOf(text))));
        claims.put(entry.getKey(), entry.getValue());
      }
    } else if (said != null) {
      throw new InputException(where + ": “claims” is a list of slugs");
    }
    return claims;
  }

  private static Map<String, String> limits(String where, @Nullable Object said) {
    var limits = new LinkedHashMap<String, String>();
    if (said instanceof Map<?, ?> members) {
      members.forEach((key, value) -> limits.put(String.valueOf(key), String.valueOf(value)));
    } else if (said != null) {
      throw new InputException(where + ": “limits” is an object");
    }
    limits.forEach((key, value) ->
        LimitKeys.complaint(key, value)
            .ifPresent(complaint -> {
              throw new InputException(where + ": " + complaint);
            }));
    return limits;
  }
}
