package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.ConnectionStateFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.MethodFault;
import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Request;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The resource at `/private`, which shows a user's own name and no other. Any user is let in whose
/// password is `wireproof` (Basic, RFC 7617). Each request shows its own credentials: a connection
/// may be shared by many users, as that of a proxy (RFC 9110 §3.3).
final class PrivateResource implements Resource {

  private static final String SCHEME = "Basic ";
  private static final String PASSWORD = "wireproof";

  private final Faults faults;
  private final Map<Integer, String> userByConnection = new ConcurrentHashMap<>();
  private final Map<String, Integer> connectionByUser = new ConcurrentHashMap<>();

  PrivateResource(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.GET);
  }

  @Override
  public Optional<Response> refusal(Request request) {
    return user(request).isPresent() ? Optional.empty() : Optional.of(unauthorized());
  }

  private Response unauthorized() {
    Response refusal = Response.problem(Status.UNAUTHORIZED, "Who are you?");
    return faults.has(MethodFault.CHALLENGE_OMITTED)
        ? refusal
        : refusal.with("WWW-Authenticate", "Basic realm=\"wireproof\", charset=\"UTF-8\"");
  }

  @Override
  public Response respond(Request request) {
    return Response.text("user: " + user(request).orElseThrow() + "\n")
        .with("Cache-Control", "no-store");
  }

  private Optional<String> user(Request request) {
    int connection = request.connection().number();
    Optional<String> shown =
        request.fields().single("Authorization").flatMap(PrivateResource::user);
    if (shown.isEmpty()) {
      return faults.has(ConnectionStateFault.USER_REMEMBERED)
          ? Optional.ofNullable(userByConnection.get(connection))
          : Optional.empty();
    }
    String user = shown.get();
    String first = userByConnection.putIfAbsent(connection, user);
    int where = connectionByUser.computeIfAbsent(user, _ -> connection);
    if (where != connection && faults.has(ConnectionStateFault.USER_BOUND_TO_CONNECTION)) {
      return Optional.empty();
    }
    return first != null && faults.has(ConnectionStateFault.FIRST_USER_REMEMBERED)
        ? Optional.of(first)
        : shown;
  }

  private static Optional<String> user(String credentials) {
    if (!credentials.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
      return Optional.empty();
    }
    try {
      byte[] decoded = Base64.getDecoder().decode(credentials.substring(SCHEME.length()).strip());
      String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
      return parts.length == 2 && parts[1].equals(PASSWORD)
          ? Optional.of(parts[0])
          : Optional.empty();
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }
}
