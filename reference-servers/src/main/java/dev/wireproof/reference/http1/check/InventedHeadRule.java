package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Framing;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.RequestTarget;
import dev.wireproof.reference.http1.message.Status;
import java.util.Locale;
import java.util.function.Predicate;

/// Rules for whole heads that no RFC makes and some servers do.
public enum InventedHeadRule implements Check.On<Head> {
  HOST_IS_NO_IP_LITERAL(
      Status.BAD_REQUEST,
      head -> head.fields().values("Host").stream().anyMatch(host -> host.startsWith("["))),
  HOST_IS_NOT_EMPTY(
      Status.INTERNAL_SERVER_ERROR,
      head -> head.fields().values("Host").stream().anyMatch(String::isEmpty)),
  HOST_IS_PRESENT_IN_HTTP_1_0(
      Status.BAD_REQUEST, head -> head.line().isVersion10() && !head.fields().has("Host")),
  HOST_IS_THAT_OF_THE_TARGET(
      Status.BAD_REQUEST,
      head ->
          head.target() instanceof RequestTarget.Absolute(String authority, _, _)
              && !head.fields().values("Host").contains(authority)),
  VALUES_ARE_ASCII(
      Status.BAD_REQUEST,
      head ->
          head.fields().lines().stream()
              .anyMatch(line -> line.value().chars().anyMatch(c -> c > 0x7f))),
  THERE_ARE_NO_CODINGS(Status.NOT_IMPLEMENTED, head -> !Framing.codings(head).isEmpty()),
  CODINGS_ARE_IN_LOWER_CASE(
      Status.NOT_IMPLEMENTED,
      head ->
          head.fields().elements(Framing.TRANSFER_ENCODING).stream()
              .anyMatch(coding -> !coding.equals(coding.toLowerCase(Locale.ROOT))));

  private final Status status;
  private final Predicate<Head> broken;

  InventedHeadRule(Status status, Predicate<Head> broken) {
    this.status = status;
    this.broken = broken;
  }

  @Override
  public boolean brokenBy(Head head) {
    return broken.test(head);
  }

  @Override
  public Status status() {
    return status;
  }
}
