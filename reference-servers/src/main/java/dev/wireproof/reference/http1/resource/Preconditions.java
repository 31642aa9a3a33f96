package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.ConditionalFault;
import dev.wireproof.reference.http1.fault.DateFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import java.time.Clock;
import java.util.Optional;

/// Conditional requests, in the order in which their conditions count (RFC 9110 §13.2.2): a
/// condition on tags rules out the one on dates, and what must not be done comes before what need
/// not be done. If-Range belongs to [Ranges].
final class Preconditions {

  private final Faults faults;
  private final TagConditions tags;
  private final DateConditions dates;

  Preconditions(Faults faults, Clock clock) {
    this.faults = faults;
    this.tags = new TagConditions(faults);
    this.dates = new DateConditions(faults, clock);
  }

  /// 412 or 304, or nothing when the request is to be performed.
  Optional<Response> evaluate(Method method, Fields fields, Optional<Representation> current) {
    boolean known = isKnown(method, fields, current);
    if (isStale(method, fields, current) && !(known && looksAtTheKnownFirst())) {
      return Optional.of(Response.problem(Status.PRECONDITION_FAILED, "It has changed."));
    }
    if (known) {
      return Optional.of(
          method.isGetOrHead()
              ? notModified(current)
              : Response.problem(Status.PRECONDITION_FAILED, "It is there already."));
    }
    return Optional.empty();
  }

  private boolean isStale(Method method, Fields fields, Optional<Representation> current) {
    if (fields.has(TagConditions.MATCH)) {
      return !tags.isMatched(method, fields, current)
          || (faults.has(DateFault.UNMODIFIED_SINCE_BESIDE_MATCH)
              && dates.isStale(fields, current));
    }
    return dates.isStale(fields, current);
  }

  private boolean isKnown(Method method, Fields fields, Optional<Representation> current) {
    if (fields.has(TagConditions.NONE_MATCH)) {
      return tags.isKnown(method, fields, current)
          || (faults.has(DateFault.MODIFIED_SINCE_BESIDE_NONE_MATCH)
              && dates.isKnown(method, fields, current));
    }
    return dates.isKnown(method, fields, current);
  }

  /// What a cache needs to freshen the response that it has (RFC 9110 §15.4.5).
  private Response notModified(Optional<Representation> current) {
    Fields fields = current.map(Representation::validators).orElse(Fields.NONE);
    if (faults.has(ConditionalFault.NOT_MODIFIED_WITHOUT_ETAG)) {
      fields = fields.without("ETag");
    }
    if (faults.has(ConditionalFault.NOT_MODIFIED_WITHOUT_CACHE_CONTROL)) {
      fields = fields.without("Cache-Control");
    }
    return Response.of(Status.NOT_MODIFIED).withAll(fields);
  }

  private boolean looksAtTheKnownFirst() {
    return faults.has(ConditionalFault.NONE_MATCH_BEFORE_MATCH);
  }
}
