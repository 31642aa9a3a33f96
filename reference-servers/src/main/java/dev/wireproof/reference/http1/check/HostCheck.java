package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Authority;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.RequestTarget;
import dev.wireproof.reference.http1.message.Status;
import java.util.function.Predicate;

/// What a request must say about the host it is for (RFC 9112 §3.2).
public enum HostCheck implements Check.On<Head> {
  IS_PRESENT(head -> isMissing(head) && !(head.target() instanceof RequestTarget.Absolute)),
  /// Also where the target names the host itself.
  IS_PRESENT_BESIDE_ABSOLUTE_FORM(
      head -> isMissing(head) && head.target() instanceof RequestTarget.Absolute),
  IS_SINGLE(head -> head.fields().values("Host").size() > 1),
  /// An empty Host is legal: it says that the target has no authority, and ours need none.
  IS_VALID(head ->
      head.fields().values("Host").stream()
          .anyMatch(host -> !host.isEmpty() && !Authority.isValid(host)));

  private final Predicate<Head> broken;

  HostCheck(Predicate<Head> broken) {
    this.broken = broken;
  }

  private static boolean isMissing(Head head) {
    return !head.line().isVersion10() && !head.fields().has("Host");
  }

  @Override
  public boolean brokenBy(Head head) {
    return broken.test(head);
  }

  @Override
  public Status status() {
    return Status.BAD_REQUEST;
  }
}
