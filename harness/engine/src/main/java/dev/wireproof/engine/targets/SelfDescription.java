package dev.wireproof.engine.targets;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.engine.input.InputException;
import dev.wireproof.engine.sut.Target;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.Transcript;
import dev.wireproof.wire.http1.Http1Reader;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Http1Response;
import dev.wireproof.wire.http1.Seen;
import dev.wireproof.wire.tcp.TcpConnection;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What a running server says of itself at `/.well-known/wireproof`, as its file would say it.
///
/// @param claims what it says it does
/// @param limits its own promises
record SelfDescription(Map<String, String> claims, Map<String, String> limits) {

  static final SelfDescription NONE = new SelfDescription(Map.of(), Map.of());

  private static final String PATH = "/.well-known/wireproof";
  private static final Duration WITHIN = Duration.ofSeconds(2);

  SelfDescription {
    claims = Map.copyOf(claims);
    limits = Map.copyOf(limits);
  }

  /// Asks the target. One that is not there, or has no JSON there, says nothing of itself: that is
  /// its right, and what else is wrong with it is found out by those whose task it is.
  ///
  /// @throws InputException when it says something that no contract has
  static SelfDescription of(Target target) {
    return asked(target)
        .filter(response -> response.status() == 200 && isJson(response))
        .map(response -> parse(target.base().resolve(PATH).toString(), response))
        .orElse(NONE);
  }

  private static Optional<Http1Response> asked(Target target) {
    try (TcpConnection link = TcpConnection.open(target.dial(), new Transcript())) {
      link.send(Http1Request.get(PATH).octets(target.host(), "/", target.headers()), WITHIN);
      Seen seen = new Http1Reader(link).read("GET", Deadline.in(WITHIN));
      return seen instanceof Seen.Response(var response) ? Optional.of(response) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  private static boolean isJson(Http1Response response) {
    return response.field("Content-Type").filter(type -> type.contains("json")).isPresent();
  }

  private static SelfDescription parse(String where, Http1Response response) {
    Object text;
    try {
      text = JSON.std.anyFrom(response.body().toArray());
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
