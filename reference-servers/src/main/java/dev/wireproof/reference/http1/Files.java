package dev.wireproof.reference.http1;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/// What clients have put under `/files/`, in memory and bounded.
final class Files {

  static final String PREFIX = "/files/";

  private static final int MOST_FILES = 1024;
  private static final long MOST_OCTETS = 32L * 1024 * 1024;
  private static final int LONGEST_NAME = 200;

  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Representation> stored = new HashMap<>();
  private long octets;

  Files(Clock clock) {
    this.clock = clock;
  }

  /// Every name is a resource, also before something was put there.
  Optional<Resource> at(String name) {
    return name.isEmpty() || name.length() > LONGEST_NAME
        ? Optional.empty()
        : Optional.of(new File(name));
  }

  private final class File implements Resource {

    private final String name;

    File(String name) {
      this.name = name;
    }

    @Override
    public Set<Method> methods() {
      return Set.of(Method.GET, Method.PUT, Method.DELETE);
    }

    @Override
    public boolean hasState() {
      return true;
    }

    @Override
    public Optional<Representation> current(Request request) {
      return Optional.ofNullable(stored.get(name));
    }

    @Override
    public Optional<Response> refusal(Request request) {
      boolean isPut = method(request) == Method.PUT;
      if (!isPut && !stored.containsKey(name)) {
        return Optional.of(Response.problem(Status.NOT_FOUND, "Nothing was put there."));
      }
      // a part taken for the whole would destroy the rest (RFC 9110 §14.5)
      return isPut && request.fields().has("Content-Range")
          ? Optional.of(Response.problem(Status.BAD_REQUEST, "Only whole files can be put."))
          : Optional.empty();
    }

    @Override
    public Response answer(Request request) {
      return switch (method(request)) {
        case PUT -> put(request);
        case DELETE -> delete();
        default -> existing().whole();
      };
    }

    /// Only after [#refusal] has let the request pass, under the same lock.
    private Representation existing() {
      return Objects.requireNonNull(stored.get(name));
    }

    private Response put(Request request) {
      Representation old = stored.get(name);
      long others = octets - (old == null ? 0 : old.content().size());
      long total = others + request.body().content().size();
      if (total > MOST_OCTETS || (old == null && stored.size() >= MOST_FILES)) {
        return Response.problem(Status.INSUFFICIENT_STORAGE, "There is no room for it.");
      }
      var file =
          Representation.of(
              request.fields().first("Content-Type").orElse("application/octet-stream"),
              request.body().content(),
              clock.instant().truncatedTo(ChronoUnit.SECONDS));
      stored.put(name, file);
      octets = total;
      return (old == null
              ? Response.of(Status.CREATED).with("Location", PREFIX + name)
              : Response.of(Status.NO_CONTENT))
          .with("ETag", file.entityTag());
    }

    private Response delete() {
      octets -= existing().content().size();
      stored.remove(name);
      return Response.of(Status.NO_CONTENT);
    }

    @Override
    public Response atomically(Supplier<Response> action) {
      lock.lock();
      try {
        return action.get();
      } finally {
        lock.unlock();
      }
    }

    private static Method method(Request request) {
      return request.head().method().orElse(Method.GET);
    }
  }
}
