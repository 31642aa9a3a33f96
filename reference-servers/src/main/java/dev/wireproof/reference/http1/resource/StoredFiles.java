package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.ConnectionStateFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.MethodFault;
import dev.wireproof.reference.http1.fault.RepeatedRequestFault;
import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Request;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.wire.Octets;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// What clients have put under `/files/`, in memory and bounded.
public final class StoredFiles {

  static final String PREFIX = "/files/";

  private static final int MOST_FILES = 1024;
  private static final long MOST_OCTETS = 32L * 1024 * 1024;
  private static final int LONGEST_NAME = 200;

  /// After so many reads a faulty server takes a file for used up.
  private static final int READS = 6;

  private final Faults faults;
  private final Clock clock;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<String, Representation> stored = new HashMap<>();
  private final Map<String, Representation> deleted = new HashMap<>();
  private final Map<String, Integer> reads = new HashMap<>();
  private long octets;

  StoredFiles(Faults faults, Clock clock) {
    this.faults = faults;
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
      return Optional.ofNullable(stored.get(key(request)));
    }

    @Override
    public Optional<Response> refusal(Request request) {
      boolean isPut = method(request) == Method.PUT;
      if (!isPut && !stored.containsKey(key(request))) {
        return Optional.of(
            method(request) == Method.DELETE && bringsBack(key(request))
                ? Response.of(Status.NO_CONTENT)
                : Response.problem(Status.NOT_FOUND, "Nothing was put there."));
      }
      if (isPut
          && request.fields().has("X-Wireproof-Unknown")
          && faults.has(MethodFault.UNKNOWN_FIELD_REFUSED)) {
        return Optional.of(Response.problem(Status.BAD_REQUEST, "An unknown field."));
      }
      // a part taken for the whole would destroy the rest (RFC 9110 §14.5)
      return isPut && request.fields().has("Content-Range") && looksAtContentRange()
          ? Optional.of(Response.problem(Status.BAD_REQUEST, "Only whole files can be put."))
          : Optional.empty();
    }

    @Override
    public Response respond(Request request) {
      return switch (method(request)) {
        case PUT -> put(request);
        case DELETE -> delete(request);
        default -> read(request);
      };
    }

    /// Only after [#refusal] has let the request pass, under the same lock.
    private Representation existing(Request request) {
      return Objects.requireNonNull(stored.get(key(request)));
    }

    private Response read(Request request) {
      Representation file = existing(request);
      if (isUsedUp(request)) {
        stored.remove(key(request));
      }
      return file.whole();
    }

    private Response put(Request request) {
      @Nullable Representation old = stored.get(key(request));
      Octets content = contentOf(request, old);
      long others = octets - (old == null ? 0 : old.content().size());
      long total = others + content.size();
      if (total > MOST_OCTETS || (old == null && stored.size() >= MOST_FILES)) {
        return Response.problem(Status.INSUFFICIENT_STORAGE, "There is no room for it.");
      }
      var file =
          Representation.of(
              request.fields().first("Content-Type").orElse("application/octet-stream"),
              content,
              clock.instant().truncatedTo(ChronoUnit.SECONDS));
      stored.put(key(request), file);
      octets = total;
      return (isToldAsNew(old == null)
              ? Response.of(Status.CREATED).with("Location", PREFIX + name)
              : Response.of(Status.NO_CONTENT))
          .with("ETag", file.entityTag());
    }

    private boolean isToldAsNew(boolean isNew) {
      return isNew
          ? !faults.has(MethodFault.CREATION_NOT_TOLD)
          : faults.has(MethodFault.REPLACEMENT_TAKEN_FOR_CREATION);
    }

    private Octets contentOf(Request request, @Nullable Representation old) {
      Octets content = request.body().content();
      return old != null
              && old.content().equals(content)
              && faults.has(RepeatedRequestFault.REPEATED_PUT_APPENDS)
          ? content.plus(content)
          : content;
    }

    private Response delete(Request request) {
      if (!faults.has(RepeatedRequestFault.DELETE_ANSWERED_AND_NOT_DONE)) {
        Representation file = existing(request);
        octets -= file.content().size();
        stored.remove(key(request));
        if (faults.has(RepeatedRequestFault.DELETE_TOGGLES)) {
          deleted.put(key(request), file);
        }
      }
      return Response.of(Status.NO_CONTENT);
    }

    private boolean bringsBack(String key) {
      @Nullable Representation file = deleted.remove(key);
      if (file == null) {
        return false;
      }
      stored.put(key, file);
      return true;
    }

    private boolean isUsedUp(Request request) {
      boolean isHead = request.head().line().method().equals(Method.HEAD.name());
      return isHead
          ? faults.has(RepeatedRequestFault.HEAD_CONSUMES)
          : faults.has(RepeatedRequestFault.READS_WEAR_OUT)
              && reads.merge(key(request), 1, Integer::sum) == READS;
    }

    private boolean looksAtContentRange() {
      return !faults.has(MethodFault.PARTIAL_PUT_TAKEN_FOR_WHOLE);
    }

    private String key(Request request) {
      return faults.has(ConnectionStateFault.WRITES_KEPT_ON_CONNECTION)
          ? name + "@" + request.connection().number()
          : name;
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

    private Method method(Request request) {
      return request.head().line().target().endsWith("?_method=DELETE")
              || request.fields().has("X-HTTP-Method-Override")
          ? overridden(request)
          : request.head().method().orElse(Method.GET);
    }

    private Method overridden(Request request) {
      return faults.has(RepeatedRequestFault.METHOD_OVERRIDDEN_ON_GET)
          ? Method.DELETE
          : request.head().method().orElse(Method.GET);
    }
  }
}
