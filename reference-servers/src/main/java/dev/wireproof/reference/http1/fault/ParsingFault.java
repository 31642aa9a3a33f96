package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.http1.check.IndentCheck;
import dev.wireproof.reference.http1.check.InventedHeadRule;
import dev.wireproof.reference.http1.check.InventedLineRule;
import dev.wireproof.reference.http1.check.LimitCheck;
import dev.wireproof.reference.http1.check.LineCheck;
import dev.wireproof.reference.http1.check.RequestLineCheck;
import dev.wireproof.reference.http1.check.TargetCheck;
import dev.wireproof.reference.http1.message.Status;

/// What a server gets wrong in lines, request lines, targets and versions.
public enum ParsingFault implements Http1Fault {
  LEADING_EMPTY_LINE_REFUSED(
      new FaultSpec("Takes an empty line before the request line for a malformed request.")
          .kills("http1.request-line.leading-empty-line")),
  ABSOLUTE_FORM_NOT_FOUND(
      new FaultSpec(
              "Looks up the whole target as a path, so that a target in absolute form is not"
                  + " found.")
          .kills("http1.target.absolute-form")),
  UNKNOWN_MAJOR_VERSION_ANSWERED(
      new FaultSpec(
              "Never looks at the version and answers HTTP/2.0 and HTTP/3.0 as if they were"
                  + " HTTP/1.1.")
          .forgets(RequestLineCheck.MAJOR_VERSION_IS_ONE)
          .kills("http1.version.unknown-major")),
  READ_TAKEN_FOR_LINE(
      new FaultSpec(
              "Takes what one read returns for whole lines, and cuts the line that is still"
                  + " arriving.")
          .kills("http1.segmentation.octet-by-octet", "http1.segmentation.remainder-later")),
  CHARACTERS_NARROWED(
      new FaultSpec(
              "Decodes UTF-8 and keeps the low octet of each character: U+010A becomes a line"
                  + " feed.")
          .kills("http1.octets.not-characters")),
  VALUES_MUST_BE_ASCII(
      new FaultSpec("Refuses a field value with an octet above 0x7f.")
          .invents(InventedHeadRule.VALUES_ARE_ASCII)
          .kills("http1.octets.above-ascii")),
  LF_ENDS_LINES_BUT_NO_HEAD(
      new FaultSpec(
              "Takes a lone LF for a line end, except for the empty line, and waits for another.")
          .forgets(LineCheck.ENDS_WITH_CRLF)
          .kills("http1.line-end.bare-lf")),
  CR_TAKEN_FOR_LINE_END(
      new FaultSpec("Takes a lone CR for a line end, so that two of them end the head.")
          .kills("http1.line-end.cr-alone")),
  BLANK_BEFORE_FIRST_FIELD_TRIMMED(
      new FaultSpec(
              "Trims the space before the first field instead of refusing or dropping the line.")
          .forgets(IndentCheck.NO_BLANK_BEFORE_FIRST_FIELD)
          .kills("http1.line-end.blank-before-first-field")),
  READS_ON_AFTER_GARBAGE(
      new FaultSpec("Answers 400 to a line of garbage and takes the next line for a request line.")
          .lingersAfter(RequestLineCheck.HAS_A_TARGET)
          .kills("http1.request-line.garbage")),
  LONG_METHOD_IS_A_BAD_REQUEST(
      new FaultSpec("Answers 400 to a method that does not fit into its buffer.")
          .misreports(RequestLineCheck.METHOD_IS_NO_LONGER_THAN_ANY, Status.BAD_REQUEST)
          .kills("http1.request-line.long-method")),
  REQUEST_LINE_CUT_AT_4096(
      new FaultSpec("Has a buffer of 4096 octets for the request line.")
          .invents(InventedLineRule.IS_AT_MOST_4096_OCTETS)
          .kills("http1.request-line.8000-octets")),
  EXTRA_BLANKS_CRASH(
      new FaultSpec("Splits the request line at each single space and trips over an empty part.")
          .misreports(RequestLineCheck.HAS_SINGLE_SPACES, Status.INTERNAL_SERVER_ERROR)
          .kills("http1.request-line.blanks")),
  WORDS_BEHIND_TARGET_SKIPPED(
      new FaultSpec(
              "Takes the second word of the request line for the target and the last for the"
                  + " version.")
          .kills("http1.request-line.space-in-target")),
  LONG_TARGET_CRASHES(
      new FaultSpec("Lets the exception of its full line buffer out as a server error.")
          .misreports(LimitCheck.REQUEST_LINE_FITS, Status.INTERNAL_SERVER_ERROR)
          .kills("http1.target.too-long")),
  TARGET_WITHOUT_FORM_LOOKED_UP(
      new FaultSpec("Looks up a target that is in none of the four forms, and finds nothing.")
          .forgets(TargetCheck.IS_IN_A_KNOWN_FORM)
          .kills("http1.target.no-known-form")),
  TARGET_TAKEN_AS_TEXT(
      new FaultSpec("Looks up a path with characters that no URI has, and finds nothing.")
          .forgets(TargetCheck.HAS_ONLY_URI_CHARACTERS)
          .kills("http1.target.characters")),
  HOST_BEATS_TARGET(
      new FaultSpec("Goes by Host where a target in absolute form names another host.")
          .invents(InventedHeadRule.HOST_IS_THAT_OF_THE_TARGET)
          .kills("http1.target.absolute-form-beats-host")),
  AUTHORITY_LOOKED_UP(
      new FaultSpec("Looks up host:port as a path for methods other than CONNECT.")
          .forgets(TargetCheck.AUTHORITY_FORM_IS_FOR_CONNECT)
          .kills("http1.target.authority-form")),
  CONNECT_TAKEN_FOR_GET(
      new FaultSpec("Answers CONNECT like GET, with 200, a Content-Length and no tunnel.")
          .forgets(TargetCheck.CONNECT_NAMES_A_PORT)
          .kills("http1.target.connect-port", "http1.response.connect-framing")),
  ASTERISK_LOOKED_UP(
      new FaultSpec("Looks up the target * as a path, and finds nothing.")
          .invents(InventedLineRule.TARGET_IS_A_PATH)
          .kills("http1.target.asterisk")),
  ASTERISK_TAKEN_FROM_ANY_METHOD(
      new FaultSpec("Answers GET * as if it were OPTIONS *.")
          .forgets(TargetCheck.ASTERISK_IS_FOR_OPTIONS)
          .kills("http1.target.asterisk-for-get")),
  VERSION_COMPARED_BY_PREFIX(
      new FaultSpec("Looks at the beginning of the version only.")
          .forgets(RequestLineCheck.VERSION_IS_WELL_FORMED)
          .kills("http1.version.malformed")),
  HIGHER_MINOR_VERSION_REFUSED(
      new FaultSpec("Knows HTTP/1.0 and HTTP/1.1 by name and refuses HTTP/1.2.")
          .invents(InventedLineRule.MINOR_VERSION_IS_KNOWN)
          .kills("http1.version.higher-minor")),
  VERSION_REPEATED(
      new FaultSpec("Answers in the version of the request instead of its own.")
          .kills("http1.version.own-in-answer")),
  HTTP09_WAITED_OUT(
      new FaultSpec("Waits for the head of a request that has no version and so has none.")
          .stallsAt(RequestLineCheck.HAS_A_VERSION)
          .kills("http1.version.http09"));

  private final FaultSpec spec;

  ParsingFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
