package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.wire.Octets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Collectors;

/// What the server has:
///
/// | path | methods | response |
/// | --- | --- | --- |
/// | `/` | GET POST | a page with validators; POST answers with size and digest of what was sent |
/// | `/echo` | every known one but CONNECT, TRACE | the request as it was understood: [Echo] |
/// | `/chunked` | GET | chunked, with a Content-Digest trailer |
/// | `/slow?ms=` | GET | the same text, after so many milliseconds (at most 2000) |
/// | `/files/{name}` | GET PUT DELETE | what was put there, in memory: [StoredFiles] |
/// | `/private` | GET | whose credentials these are, or 401: [PrivateResource] |
/// | `/empty` | GET | 204 |
/// | `/count` | GET | how many requests this server has served so far |
/// | `/.well-known/wireproof` | GET | its claims and limits, as JSON |
///
/// HEAD comes with GET, OPTIONS with everything.
public final class Resources {

  private final AtomicLong requests = new AtomicLong();
  private final Map<String, Resource> byPath = new LinkedHashMap<>();
  private final StoredFiles files;

  /// The resources of one server.
  ///
  /// @param claims what its description claims
  /// @param limits what its description promises
  /// @param closed opens when the server is closed, so that nothing waits any longer
  public Resources(
      Faults faults,
      Set<String> claims,
      Map<String, String> limits,
      Clock clock,
      CountDownLatch closed) {
    this.files = new StoredFiles(faults, clock);
    byPath.put("/", new Page(faults));
    byPath.put("/echo", new Echo(faults));
    byPath.put("/chunked", get(_ -> chunked()));
    byPath.put("/slow", new SlowResource(closed));
    byPath.put("/private", new PrivateResource(faults));
    byPath.put("/empty", get(_ -> Response.of(Status.NO_CONTENT)));
    byPath.put("/count", get(_ -> Response.text(Long.toString(requests.get()))));
    byPath.put("/.well-known/wireproof", get(_ -> description(claims, limits)));
  }

  void countRequest() {
    requests.incrementAndGet();
  }

  Optional<Resource> at(String path) {
    return path.startsWith(StoredFiles.PREFIX)
        ? files.at(path.substring(StoredFiles.PREFIX.length()))
        : Optional.ofNullable(byPath.get(path));
  }

  /// A resource that can only be retrieved.
  private interface Retrieved extends Resource {
    @Override
    default Set<Method> methods() {
      return Set.of(Method.GET);
    }
  }

  private static Resource get(Retrieved resource) {
    return resource;
  }

  private static Response chunked() {
    Octets content = Octets.utf8("One line of a text that is sent in chunks.\n".repeat(40));
    return Response.of(Status.OK)
        .with("Trailer", "Content-Digest")
        .withContent("text/plain; charset=utf-8", content)
        .withTrailer("Content-Digest", Representation.contentDigest(content));
  }

  private static Response description(Set<String> claims, Map<String, String> limits) {
    String claimed =
        claims.stream().sorted().map("\"%s\""::formatted).collect(Collectors.joining(","));
    String promised =
        limits.entrySet().stream()
            .sorted(Map.Entry.comparingByKey())
            .map(limit -> "\"%s\":\"%s\"".formatted(limit.getKey(), limit.getValue()))
            .collect(Collectors.joining(","));
    return Response.of(Status.OK)
        .withContent(
            "application/json",
            Octets.utf8("{\"claims\":[%s],\"limits\":{%s}}\n".formatted(claimed, promised)));
  }
}
