package dev.wireproof.reference.http1.fault;

/// What a server gets wrong in what every response has: status line, fields, length.
public enum ResponseFault implements Http1Fault {
  REASON_LEFT_OUT_WITH_ITS_SPACE(
      new FaultSpec(
              "Leaves out the reason phrase and the space before it, which belongs to the code.")
          .kills("http1.response.status-line")),
  SPACE_BEFORE_COLON_SENT(
      new FaultSpec("Sends a field with a space before its colon.")
          .kills("http1.response.field-names")),
  VALUE_SENT_FOLDED(
      new FaultSpec("Breaks a long field value into two lines.").kills("http1.response.fold")),
  LINE_SENT_WITH_LF(
      new FaultSpec("Ends a line that comes from a configuration file in LF alone.")
          .kills("http1.response.line-ends")),
  DATE_KEPT_FOR_AN_HOUR(
      new FaultSpec("Writes the date once an hour, as of the end of that hour.")
          .kills("http1.date.moves")),
  DATE_SENT_TWICE(
      new FaultSpec("Adds a Date to a response that has one.")
          .kills("http1.response.singleton-fields")),
  DATE_WITH_OFFSET(
      new FaultSpec("Writes dates as mail does, with +0000 instead of GMT.")
          .kills("http1.response.date-format")),
  DATE_MISSING_FROM_REFUSALS(
      new FaultSpec("Writes 400 by hand, past the code that adds Date.")
          .kills("http1.response.date-of-refusal", "http1.response.date")),
  REFUSAL_WITHOUT_CLOSE(
      new FaultSpec("Closes after a refusal without saying so in it.")
          .kills("http1.response.close-of-refusal")),
  TYPE_MISSING_FROM_ERRORS(
      new FaultSpec("Sends error pages without Content-Type.")
          .kills("http1.response.content-type")),
  SERVER_TELLS_ALL(
      new FaultSpec("Names version, language and operating system in Server.")
          .kills("http1.response.server")),
  CONTINUE_CLAIMS_CHUNKS(
      new FaultSpec("Adds Transfer-Encoding to 100 (Continue), as to every response.")
          .kills("http1.response.bodiless-transfer-encoding")),
  CONTINUE_CLAIMS_LENGTH(
      new FaultSpec("Adds Content-Length: 0 to 100 (Continue), as to every response.")
          .kills("http1.response.bodiless-content-length")),
  NOT_MODIFIED_CLAIMS_NOTHING(
      new FaultSpec("Says Content-Length: 0 in 304, though the page has a length.")
          .kills("http1.response.not-modified-length")),
  RECEIPT_RESETS_CONTENT(
      new FaultSpec("Answers POST with 205 and sends content with it.")
          .kills("http1.response.reset-content", "http1.method.survey")),
  CHUNKS_SENT_TO_HTTP10(
      new FaultSpec("Sends chunks to clients that never heard of them.")
          .kills("http1.response.chunks-to-http10")),
  CODINGS_PILED_UP(
      new FaultSpec("Sends error pages through two layers, both of which say chunked.")
          .kills("http1.response.transfer-codings")),
  LENGTH_SENT_AFTER_CONTENT(
      new FaultSpec("Sends the length of an error page once it is known: in a trailer.")
          .kills("http1.response.trailer-fields")),
  NO_CONTENT_WITH_BODY(
      new FaultSpec("Sends a word of thanks with 204.").kills("http1.response.bodiless-body")),
  TAG_WITHOUT_QUOTES(
      new FaultSpec("Writes the entity tag as it is stored, without quotes.")
          .kills("http1.response.entity-tag")),
  MODIFIED_IN_THE_FUTURE(
      new FaultSpec("Says that the page was changed in a year that is still to come.")
          .kills("http1.response.last-modified")),
  CONTROL_SENT_IN_A_VALUE(
      new FaultSpec("Sends a field with the control character that its source has.")
          .kills("http1.response.field-values")),
  ALLOW_WITHOUT_COMMAS(
      new FaultSpec("Separates the methods in Allow with spaces.")
          .kills("http1.response.value-syntax")),
  CHARACTERS_COUNTED(
      new FaultSpec("Counts characters for Content-Length where it should count octets.")
          .kills("http1.response.content-length-exact")),
  REFUSAL_ENDS_WITH_CONNECTION(
      new FaultSpec("Sends refusals without a length; their end is the end of the connection.")
          .kills("http1.response.length-delimited"));

  private final FaultSpec spec;

  ResponseFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
