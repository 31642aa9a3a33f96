package dev.wireproof.reference.http1;

/// What a server gets wrong in header fields, Host among them.
enum FieldFault implements Http1Fault {
  HOST_NOT_REQUIRED(
      new Bug("Answers HTTP/1.1 requests that have no Host.")
          .forgets(HostCheck.IS_PRESENT)
          .kills("http1.host.missing")),
  FIRST_OF_SEVERAL_HOSTS_TAKEN(
      new Bug("Takes the first of several Host lines, where something in front may take the last.")
          .forgets(HostCheck.IS_SINGLE)
          .kills("http1.host.duplicate")),
  INVALID_HOST_TAKEN(
      new Bug("Never looks at what Host says, as long as it says something.")
          .forgets(HostCheck.IS_VALID)
          .kills("http1.host.invalid")),
  SPACE_BEFORE_COLON_TRIMMED(
      new Bug("Trims the space before a colon instead of refusing the line.")
          .forgets(FieldLineCheck.NO_SPACE_BEFORE_COLON)
          .kills("http1.field.space-before-colon")),
  NAMES_COMPARED_BY_CASE(
      new Bug("Looks fields up in a plain map, so that only the usual spelling of a name is found.")
          .kills("http1.field.name-case-insensitive")),
  LINE_WITHOUT_COLON_SKIPPED(
      new Bug("Skips a field line that has no colon.")
          .forgets(FieldLineCheck.HAS_A_COLON)
          .kills("http1.field.line-without-colon")),
  OVERSIZED_HEAD_CRASHES(
      new Bug("Lets the exception of its full parser buffer out as a server error.")
          .misreports(LimitCheck.HEAD_FITS, Status.INTERNAL_SERVER_ERROR)
          .kills("http1.field.oversize"));

  private final Bug bug;

  FieldFault(Bug bug) {
    this.bug = bug;
  }

  @Override
  public Bug bug() {
    return bug;
  }
}
