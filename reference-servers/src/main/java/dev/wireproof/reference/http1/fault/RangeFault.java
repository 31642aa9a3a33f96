package dev.wireproof.reference.http1.fault;

/// What a server gets wrong about parts of a representation.
public enum RangeFault implements Http1Fault {
  RANGE_END_EXCLUDED(
      new FaultSpec("Takes the last position for the first that is not wanted, as substring does.")
          .kills("http1.range.part")),
  SUFFIX_TAKEN_FROM_THE_START(
      new FaultSpec("Reads bytes=-5 as bytes=0-5.").kills("http1.range.suffix")),
  RANGE_PAST_THE_END_REFUSED(
      new FaultSpec("Refuses a range that ends past the end instead of ending it there.")
          .kills("http1.range.past-end")),
  CONTENT_RANGE_OMITTED(
      new FaultSpec("Sends a part without saying which.").kills("http1.range.content-range")),
  CONTENT_RANGE_TELLS_THE_PART(
      new FaultSpec("Names the length of the part where that of the whole belongs.")
          .kills("http1.range.content-range")),
  UNSATISFIABLE_ANSWERED_WHOLE(
      new FaultSpec("Sends everything when the range begins past the end.")
          .kills("http1.range.unsatisfiable")),
  UNSATISFIED_LENGTH_OMITTED(
      new FaultSpec("Answers 416 without saying how long the representation is.")
          .kills("http1.range.unsatisfiable-length")),
  RANGE_ON_POST(
      new FaultSpec("Cuts a part out of the answer to POST too.").kills("http1.range.post")),
  RANGE_ON_ERRORS(
      new FaultSpec("Cuts a part out of its error page, as out of every response.")
          .kills("http1.range.not-found")),
  RANGE_ON_HEAD(
      new FaultSpec("Answers HEAD with 206, as its handler of GET does.")
          .kills("http1.range.head")),
  UNKNOWN_UNIT_TAKEN_FOR_OCTETS(
      new FaultSpec("Never looks at the unit of a range.").kills("http1.range.unknown-unit")),
  INVALID_RANGE_MENDED(
      new FaultSpec("Swaps the ends of a range that ends before it begins.")
          .kills("http1.range.invalid")),
  INVALID_RANGE_CRASHES(
      new FaultSpec("Lets the exception of its number parser out as a server error.")
          .kills("http1.range.invalid")),
  PART_WITHOUT_CONTENT_RANGE(
      new FaultSpec("Leaves Content-Range out of the parts of a multipart response.")
          .kills("http1.range.multiple")),
  MULTIPART_LEFT_OPEN(
      new FaultSpec("Sends no closing boundary after the last part.")
          .kills("http1.range.multiple")),
  MULTIPART_WITH_CONTENT_RANGE(
      new FaultSpec("Says Content-Range in the head of a multipart response too.")
          .kills("http1.range.multiple-head")),
  COMMA_MAKES_IT_MULTIPART(
      new FaultSpec("Counts the commas to distinguish one range from several.")
          .kills("http1.range.single-not-multipart")),
  EVERY_RANGE_SERVED(
      new FaultSpec("Sends as many parts as it is asked for, overlapping or not.")
          .kills("http1.range.many")),
  RANGE_NUMBERS_WRAP(
      new FaultSpec("Reads positions into 32 bits, so that a huge one comes out small.")
          .kills("http1.range.huge")),
  IF_RANGE_IGNORED(
      new FaultSpec(
              "Sends the part whatever If-Range says, so that a client patches two versions"
                  + " together.")
          .kills("http1.range.if-range-changed", "http1.range.if-range-weak")),
  IF_RANGE_COMPARED_WEAKLY(
      new FaultSpec("Takes a weak tag in If-Range for good enough.")
          .kills("http1.range.if-range-weak")),
  IF_RANGE_NEVER_HOLDS(
      new FaultSpec("Sends everything whenever there is an If-Range.")
          .kills("http1.range.if-range-current")),
  IF_RANGE_TAKES_LATER_DATES(
      new FaultSpec("Compares the date of If-Range as that of If-Modified-Since, not for equality.")
          .kills("http1.range.if-range-changed")),
  PART_WITHOUT_ETAG(
      new FaultSpec(
              "Leaves the entity tag out of 206, so that parts cannot be put together safely.")
          .kills("http1.range.part-fields"));

  private final FaultSpec spec;

  RangeFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
