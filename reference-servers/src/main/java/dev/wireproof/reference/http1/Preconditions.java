package dev.wireproof.reference.http1;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Conditional requests, in the order in which their conditions count (RFC 9110 §13.2.2). If-Range
/// belongs to [Ranges].
final class Preconditions {

  private final Faults faults;
  private final Clock clock;

  Preconditions(Faults faults, Clock clock) {
    this.faults = faults;
    this.clock = clock;
  }

  /// 412 or 304, or nothing when the request is to be performed.
  Optional<Response> evaluate(Method method, Fields fields, Optional<Representation> current) {
    if (isStale(fields, current)) {
      return Optional.of(Response.problem(Status.PRECONDITION_FAILED, "It has changed."));
    }
    if (isKnown(method, fields, current)) {
      return Optional.of(
          method.isGetOrHead()
              ? Response.of(Status.NOT_MODIFIED)
                  .withAll(current.map(Representation::validators).orElse(Fields.NONE))
              : Response.problem(Status.PRECONDITION_FAILED, "It is there already."));
    }
    return Optional.empty();
  }

  /// If-Match, compared strongly; without it, If-Unmodified-Since.
  private boolean isStale(Fields fields, Optional<Representation> current) {
    if (fields.has("If-Match")) {
      List<String> tags = fields.elements("If-Match");
      return !current
          .filter(now ->
              EntityTags.isAny(tags)
                  || tags.stream().anyMatch(tag -> EntityTags.isStrongMatch(tag, now.entityTag())))
          .isPresent();
    }
    Optional<Instant> date = date(fields, "If-Unmodified-Since");
    return date.isPresent() && current.filter(now -> isAfter(now, date.get())).isPresent();
  }

  /// If-None-Match, compared weakly; without it and only to retrieve, If-Modified-Since.
  private boolean isKnown(Method method, Fields fields, Optional<Representation> current) {
    if (fields.has("If-None-Match")) {
      List<String> tags = fields.elements("If-None-Match");
      return comparesTags()
          && current
              .filter(now ->
                  EntityTags.isAny(tags)
                      || tags.stream()
                          .anyMatch(tag -> EntityTags.isWeakMatch(tag, now.entityTag())))
              .isPresent();
    }
    Optional<Instant> date = date(fields, "If-Modified-Since");
    return method.isGetOrHead()
        && date.isPresent()
        && current.filter(now -> !isAfter(now, date.get())).isPresent();
  }

  private static boolean isAfter(Representation current, Instant date) {
    return current.lastModified().isAfter(date);
  }

  /// A date that cannot be read is as if it were not there (RFC 9110 §13.1.3).
  private Optional<Instant> date(Fields fields, String name) {
    return fields.single(name).flatMap(text -> HttpDate.parse(text, clock.instant()));
  }

  private boolean comparesTags() {
    return !faults.has(ConditionalFault.IF_NONE_MATCH_IGNORED);
  }
}
