package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Request;
import dev.wireproof.reference.http1.message.RequestTarget;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.reference.http1.message.Syntax;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// The resource at `/slow?ms=`, which answers later than it could.
final class SlowResource implements Resource {

  private static final long LONGEST = 2000;

  private final CountDownLatch closed;

  SlowResource(CountDownLatch closed) {
    this.closed = closed;
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.GET);
  }

  @Override
  public Response respond(Request request) {
    long millis = millis(query(request.head().target()));
    try {
      if (closed.await(millis, TimeUnit.MILLISECONDS)) {
        return Response.problem(Status.SERVICE_UNAVAILABLE, "The server is closing.").andClose();
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    return Response.text("after " + millis + " ms\n");
  }

  private static String query(RequestTarget target) {
    return switch (target) {
      case RequestTarget.Origin(_, String query) -> query;
      case RequestTarget.Absolute(_, _, String query) -> query;
      default -> "";
    };
  }

  private static long millis(String query) {
    for (String parameter : query.split("&", -1)) {
      String digits = parameter.startsWith("ms=") ? parameter.substring(3) : "";
      if (Syntax.isDigits(digits)) {
        return digits.length() > 4 ? LONGEST : Math.min(LONGEST, Long.parseLong(digits));
      }
    }
    return 0;
  }
}
