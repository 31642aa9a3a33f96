package dev.wireproof.reference.http1;

import dev.wireproof.wire.Octets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Partial responses to GET (RFC 9110 §14, §15.3.7).
final class Ranges {

  /// More, or overlapping ones, would let a small request cause a huge response (RFC 9110 §17.15).
  private static final int MOST = 8;

  private static final Duration CLEARLY_OLDER = Duration.ofSeconds(1);

  private final Clock clock;

  Ranges(Clock clock) {
    this.clock = clock;
  }

  /// The part of `whole` that was asked for, 416, or `whole` itself.
  Response select(Fields fields, Representation current, Response whole) {
    Optional<List<ByteRange>> asked =
        fields.single("Range").flatMap(value -> ByteRange.parse(value, current.content().size()));
    if (asked.isEmpty() || !ifRangeHolds(fields, current)) {
      return whole;
    }
    List<ByteRange> ranges = asked.get();
    if (ranges.isEmpty()) {
      return Response.problem(Status.RANGE_NOT_SATISFIABLE, "Past the end.")
          .with("Content-Range", "bytes */" + current.content().size());
    }
    if (ranges.size() == 1) {
      return single(ranges.getFirst(), current);
    }
    return isModest(ranges) ? multipart(ranges, current) : whole;
  }

  private static boolean isModest(List<ByteRange> ranges) {
    if (ranges.size() > MOST) {
      return false;
    }
    for (int i = 1; i < ranges.size(); i++) {
      ByteRange range = ranges.get(i);
      if (ranges.subList(0, i).stream().anyMatch(range::overlaps)) {
        return false;
      }
    }
    return true;
  }

  private static Response partial(Representation current) {
    return Response.of(Status.PARTIAL_CONTENT).withAll(current.validators());
  }

  private static Response single(ByteRange range, Representation current) {
    return partial(current)
        .with("Content-Range", range.of(current.content().size()))
        .withContent(current.type(), cut(range, current));
  }

  private static Response multipart(List<ByteRange> ranges, Representation current) {
    String boundary = boundary(current);
    var parts = new ArrayList<Octets>();
    for (ByteRange range : ranges) {
      parts.add(
          Octets.latin1(
              "--%s\r\nContent-Type: %s\r\nContent-Range: %s\r\n\r\n"
                  .formatted(boundary, current.type(), range.of(current.content().size()))));
      parts.add(cut(range, current));
      parts.add(Octets.latin1("\r\n"));
    }
    parts.add(Octets.latin1("--" + boundary + "--\r\n"));
    return partial(current)
        .withContent("multipart/byteranges; boundary=" + boundary, Octets.join(parts));
  }

  /// It must not occur in the content, and cannot: it has the content's own digest in it.
  private static String boundary(Representation current) {
    return "part-" + current.entityTag().replace("\"", "");
  }

  private static Octets cut(ByteRange range, Representation current) {
    return current.content().slice(range.first(), range.last() + 1);
  }

  /// Only a strong validator tells that the parts a client has still fit (RFC 9110 §13.1.5). A date
  /// is one when the representation has been the same for at least a second.
  private boolean ifRangeHolds(Fields fields, Representation current) {
    if (!fields.has("If-Range")) {
      return true;
    }
    Optional<String> value = fields.single("If-Range");
    if (value.filter(EntityTags::isTag).isPresent()) {
      return EntityTags.isStrongMatch(value.get(), current.entityTag());
    }
    Instant now = clock.instant();
    boolean strong = !current.lastModified().plus(CLEARLY_OLDER).isAfter(now);
    return strong
        && value
            .flatMap(text -> HttpDate.parse(text, now))
            .filter(current.lastModified()::equals)
            .isPresent();
  }
}
