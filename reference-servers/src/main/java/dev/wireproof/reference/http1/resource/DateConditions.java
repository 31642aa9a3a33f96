package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.DateFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.FieldFault;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.HttpDate;
import dev.wireproof.reference.http1.message.Method;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Conditions that name a date (RFC 9110 §13.1.3, §13.1.4).
final class DateConditions {

  private static final String MODIFIED_SINCE = "If-Modified-Since";
  private static final String UNMODIFIED_SINCE = "If-Unmodified-Since";

  private static final Duration THIRTY_YEARS = Duration.ofDays(30 * 365);

  private final Faults faults;
  private final Clock clock;

  DateConditions(Faults faults, Clock clock) {
    this.faults = faults;
    this.clock = clock;
  }

  /// If-Modified-Since, which counts only where something is retrieved: true for a client that has
  /// what is there.
  boolean isKnown(Method method, Fields fields, Optional<Representation> current) {
    if (!fields.has(MODIFIED_SINCE) || !countsFor(method)) {
      return false;
    }
    if (faults.has(DateFault.MODIFIED_SINCE_COMPARED_AS_TEXT)) {
      return current
          .map(now -> HttpDate.format(now.lastModified()))
          .filter(fields.values(MODIFIED_SINCE)::contains)
          .isPresent();
    }
    Optional<Instant> since = date(fields, MODIFIED_SINCE);
    if (since.isEmpty()) {
      return faults.has(DateFault.INVALID_DATE_TAKEN_FOR_NOW);
    }
    return faults.has(DateFault.MODIFIED_SINCE_ALWAYS_HOLDS)
        || current.filter(now -> !now.lastModified().isAfter(since.get())).isPresent();
  }

  private boolean countsFor(Method method) {
    return method.isGetOrHead()
        ? !faults.has(DateFault.MODIFIED_SINCE_IGNORED)
        : faults.has(DateFault.MODIFIED_SINCE_ON_PUT);
  }

  /// If-Unmodified-Since: true for a client whose copy is older than what is there.
  boolean isStale(Fields fields, Optional<Representation> current) {
    if (!fields.has(UNMODIFIED_SINCE) || faults.has(DateFault.UNMODIFIED_SINCE_IGNORED)) {
      return false;
    }
    Optional<Instant> since = date(fields, UNMODIFIED_SINCE);
    if (since.isEmpty()) {
      return faults.has(DateFault.INVALID_DATE_FAILS_THE_REQUEST);
    }
    return current.filter(now -> isLater(now.lastModified(), since.get())).isPresent();
  }

  private boolean isLater(Instant modified, Instant since) {
    return modified.isAfter(since)
        || (modified.equals(since) && faults.has(DateFault.UNMODIFIED_SINCE_EXCLUDES_THE_DATE));
  }

  /// A date that cannot be read is as if it were not there (RFC 9110 §13.1.3).
  private Optional<Instant> date(Fields fields, String name) {
    return fields
        .single(name)
        .filter(text -> readsObsoleteDates() || HttpDate.isInFormatOfToday(text))
        .flatMap(text -> HttpDate.parse(text, centuryOf(clock.instant())));
  }

  private boolean readsObsoleteDates() {
    return !faults.has(FieldFault.OBSOLETE_DATES_IGNORED);
  }

  private Instant centuryOf(Instant now) {
    return faults.has(FieldFault.TWO_DIGIT_YEAR_TAKEN_AHEAD) ? now.plus(THIRTY_YEARS) : now;
  }
}
