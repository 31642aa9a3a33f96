package dev.wireproof.reference.http1;

/// What a server gets wrong in lines, request lines, targets and versions.
enum ParsingFault implements Http1Fault {
  LEADING_EMPTY_LINE_REFUSED(
      new Bug("Takes an empty line before the request line for a malformed request.")
          .kills("http1.request-line.leading-empty-line")),
  ABSOLUTE_FORM_NOT_FOUND(
      new Bug(
              "Looks up the whole target as a path, so that a target in absolute form is not found.")
          .kills("http1.target.absolute-form")),
  UNKNOWN_MAJOR_VERSION_ANSWERED(
      new Bug(
              "Never looks at the version and answers HTTP/2.0 and HTTP/3.0 as if they were HTTP/1.1.")
          .forgets(RequestLineCheck.MAJOR_VERSION_IS_ONE)
          .kills("http1.version.unknown-major")),
  READ_TAKEN_FOR_LINE(
      new Bug(
              "Takes what one read returns for whole lines, and cuts the line that is still arriving.")
          .kills("http1.segmentation.octet-by-octet"));

  private final Bug bug;

  ParsingFault(Bug bug) {
    this.bug = bug;
  }

  @Override
  public Bug bug() {
    return bug;
  }
}
