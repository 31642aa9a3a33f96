package dev.wireproof.reference.http1.fault;

/// What a server gets wrong about conditions that name a date.
public enum DateFault implements Http1Fault {
  MODIFIED_SINCE_IGNORED(
      new FaultSpec("Sends Last-Modified and never compares the dates that come back.")
          .kills("http1.conditional.if-modified-since")),
  MODIFIED_SINCE_COMPARED_AS_TEXT(
      new FaultSpec(
              "Takes only the very date that it sent, as text; a later one counts for nothing.")
          .kills("http1.conditional.if-modified-since-later", "http1.date.obsolete-formats")),
  MODIFIED_SINCE_ALWAYS_HOLDS(
      new FaultSpec("Sends 304 whenever If-Modified-Since has a date, whatever the date.")
          .kills("http1.conditional.if-modified-since-earlier")),
  MODIFIED_SINCE_BESIDE_NONE_MATCH(
      new FaultSpec("Sends 304 when either the tag or the date fits.")
          .kills("http1.conditional.date-beside-tag")),
  INVALID_DATE_TAKEN_FOR_NOW(
      new FaultSpec("Takes a date that it cannot read for the present.")
          .kills("http1.conditional.if-modified-since-invalid")),
  MODIFIED_SINCE_ON_PUT(
      new FaultSpec("Refuses to write what has not changed since If-Modified-Since.")
          .kills("http1.conditional.if-modified-since-on-put")),
  UNMODIFIED_SINCE_IGNORED(
      new FaultSpec("Does not know If-Unmodified-Since.")
          .kills("http1.conditional.if-unmodified-since")),
  UNMODIFIED_SINCE_EXCLUDES_THE_DATE(
      new FaultSpec("Takes what was changed at that very second for changed since.")
          .kills("http1.conditional.if-unmodified-since-current")),
  UNMODIFIED_SINCE_BESIDE_MATCH(
      new FaultSpec("Wants both If-Match and If-Unmodified-Since to hold.")
          .kills("http1.conditional.unmodified-beside-match")),
  INVALID_DATE_FAILS_THE_REQUEST(
      new FaultSpec("Refuses with 412 when it cannot read the date of If-Unmodified-Since.")
          .kills("http1.conditional.if-unmodified-since-invalid"));

  private final FaultSpec spec;

  DateFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
