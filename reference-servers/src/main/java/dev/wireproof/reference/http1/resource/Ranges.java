package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.RangeFault;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.HttpDate;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Partial responses to GET (RFC 9110 §14, §15.3.7).
final class Ranges {

  /// More, or overlapping ones, would let a small request cause a huge response (RFC 9110 §17.15).
  private static final int MOST = 8;

  private static final Duration CLEARLY_OLDER = Duration.ofSeconds(1);

  private final Faults faults;
  private final Clock clock;
  private final RangeReader reader;
  private final Partial partial;

  Ranges(Faults faults, Clock clock) {
    this.faults = faults;
    this.clock = clock;
    this.reader = new RangeReader(faults);
    this.partial = new Partial(faults);
  }

  /// The part of `whole` that was asked for, 416, or `whole` itself.
  Response select(Fields fields, Representation current, Response whole) {
    Optional<String> value = fields.single("Range");
    Optional<List<ByteRange>> asked =
        value.flatMap(text -> reader.read(text, current.content().size()));
    if (asked.isEmpty() || !ifRangeHolds(fields, current)) {
      return whole;
    }
    List<ByteRange> ranges = asked.get();
    if (ranges.isEmpty()) {
      return faults.has(RangeFault.UNSATISFIABLE_ANSWERED_WHOLE) ? whole : unsatisfied(current);
    }
    if (ranges.size() == 1 && !looksLikeSeveral(value.orElse(""))) {
      return partial.single(ranges.getFirst(), current);
    }
    return isModest(ranges) ? partial.multipart(ranges, current) : whole;
  }

  private Response unsatisfied(Representation current) {
    Response refusal = Response.problem(Status.RANGE_NOT_SATISFIABLE, "Past the end.");
    return faults.has(RangeFault.UNSATISFIED_LENGTH_OMITTED)
        ? refusal
        : refusal.with("Content-Range", "bytes */" + current.content().size());
  }

  private boolean looksLikeSeveral(String value) {
    return value.contains(",") && faults.has(RangeFault.COMMA_MAKES_IT_MULTIPART);
  }

  private boolean isModest(List<ByteRange> ranges) {
    if (faults.has(RangeFault.EVERY_RANGE_SERVED)) {
      return true;
    }
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

  /// Only a strong validator shows that the parts a client has still fit (RFC 9110 §13.1.5). A date
  /// is one when the representation has been the same for at least a second.
  private boolean ifRangeHolds(Fields fields, Representation current) {
    if (!fields.has("If-Range") || faults.has(RangeFault.IF_RANGE_IGNORED)) {
      return true;
    }
    if (faults.has(RangeFault.IF_RANGE_NEVER_HOLDS)) {
      return false;
    }
    Optional<String> value = fields.single("If-Range");
    if (value.filter(EntityTags::isTag).isPresent()) {
      return faults.has(RangeFault.IF_RANGE_COMPARED_WEAKLY)
          ? EntityTags.isWeakMatch(value.get(), current.entityTag())
          : EntityTags.isStrongMatch(value.get(), current.entityTag());
    }
    Instant now = clock.instant();
    boolean strong = !current.lastModified().plus(CLEARLY_OLDER).isAfter(now);
    return strong
        && value
            .flatMap(text -> HttpDate.parse(text, now))
            .filter(date -> isDateOf(current, date))
            .isPresent();
  }

  private boolean isDateOf(Representation current, Instant date) {
    return current.lastModified().equals(date)
        || (faults.has(RangeFault.IF_RANGE_TAKES_LATER_DATES)
            && date.isAfter(current.lastModified()));
  }
}
