package dev.wireproof.reference.http1.check;

import dev.wireproof.reference.http1.message.Framing;
import dev.wireproof.reference.http1.message.Head;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.reference.http1.message.Syntax;
import java.util.function.Predicate;

/// What the fields that say where a body ends must be (RFC 9112 §6). Two parties that read them
/// differently disagree on where the next request begins, which is request smuggling.
public enum FramingCheck implements Check.On<Head> {
  NO_TRANSFER_ENCODING_IN_1_0(
      Status.BAD_REQUEST,
      head -> head.line().isVersion10() && head.fields().has(Framing.TRANSFER_ENCODING)),
  NOT_BOTH(
      Status.BAD_REQUEST,
      head ->
          head.fields().has(Framing.TRANSFER_ENCODING)
              && head.fields().has(Framing.CONTENT_LENGTH)),
  TRANSFER_ENCODING_IS_NOT_EMPTY(
      Status.BAD_REQUEST,
      head -> head.fields().has(Framing.TRANSFER_ENCODING) && Framing.codings(head).isEmpty()),
  /// `xchunked` and `"chunked"` are other codings, which some take for this one.
  CHUNKED_IS_SPELLED_EXACTLY(
      Status.BAD_REQUEST,
      head ->
          Framing.codings(head).stream()
              .anyMatch(coding -> coding.contains("chunked") && !Framing.isChunked(coding))),
  HAS_CHUNKED(
      Status.BAD_REQUEST,
      head ->
          !Framing.codings(head).isEmpty()
              && Framing.codings(head).stream().noneMatch(coding -> coding.contains("chunked"))),
  CHUNKED_IS_FINAL(
      Status.BAD_REQUEST,
      head ->
          Framing.codings(head).stream().anyMatch(Framing::isChunked)
              && !Framing.isChunked(Framing.codings(head).getLast())),
  CHUNKED_IS_APPLIED_ONCE(
      Status.BAD_REQUEST,
      head -> Framing.codings(head).stream().filter(Framing::isChunked).count() > 1),
  CODINGS_ARE_KNOWN(
      Status.NOT_IMPLEMENTED, head -> !Framing.codings(head).stream().allMatch(Framing::isChunked)),
  CONTENT_LENGTH_IS_A_NUMBER(
      Status.BAD_REQUEST, head -> !Framing.lengths(head).stream().allMatch(Syntax::isDigits)),
  CONTENT_LENGTHS_AGREE(
      Status.BAD_REQUEST, head -> Framing.lengths(head).stream().distinct().count() > 1);

  private final Status status;
  private final Predicate<Head> broken;

  FramingCheck(Status status, Predicate<Head> broken) {
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
