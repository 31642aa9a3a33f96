package dev.wireproof.reference.http1.fault;

import dev.wireproof.reference.http1.check.FieldLineCheck;
import dev.wireproof.reference.http1.check.FramingCheck;
import dev.wireproof.reference.http1.check.HostCheck;
import dev.wireproof.reference.http1.check.IndentCheck;
import dev.wireproof.reference.http1.check.InventedHeadRule;
import dev.wireproof.reference.http1.check.LimitCheck;
import dev.wireproof.reference.http1.check.LineCheck;
import dev.wireproof.reference.http1.message.Status;

/// What a server gets wrong in header fields, Host among them.
public enum FieldFault implements Http1Fault {
  HOST_NOT_REQUIRED(
      new FaultSpec("Answers HTTP/1.1 requests that have no Host.")
          .forgets(HostCheck.IS_PRESENT)
          .kills("http1.host.missing")),
  FIRST_OF_SEVERAL_HOSTS_TAKEN(
      new FaultSpec(
              "Takes the first of several Host lines, where something in front may take the last.")
          .forgets(HostCheck.IS_SINGLE)
          .kills("http1.host.duplicate")),
  INVALID_HOST_TAKEN(
      new FaultSpec("Never looks at what Host says, as long as it says something.")
          .forgets(HostCheck.IS_VALID)
          .kills("http1.host.invalid")),
  HOST_NOT_REQUIRED_OF_ABSOLUTE_FORM(
      new FaultSpec("Does without Host when the target names the host.")
          .forgets(HostCheck.IS_PRESENT_BESIDE_ABSOLUTE_FORM)
          .kills("http1.host.missing-beside-absolute-form")),
  HOST_REQUIRED_OF_HTTP10(
      new FaultSpec("Wants a Host from HTTP/1.0 clients too.")
          .invents(InventedHeadRule.HOST_IS_PRESENT_IN_HTTP_1_0)
          .kills("http1.host.http10")),
  EMPTY_HOST_CRASHES(
      new FaultSpec("Trips over a Host without a value.")
          .invents(InventedHeadRule.HOST_IS_NOT_EMPTY)
          .kills("http1.host.empty")),
  HOST_CUT_AT_FIRST_COLON(
      new FaultSpec("Cuts Host at its first colon, which is no place to cut an IPv6 address.")
          .invents(InventedHeadRule.HOST_IS_NO_IP_LITERAL)
          .kills("http1.host.forms")),
  SPACE_BEFORE_COLON_TRIMMED(
      new FaultSpec("Trims the space before a colon instead of refusing the line.")
          .forgets(FieldLineCheck.NO_SPACE_BEFORE_COLON)
          .kills("http1.field.space-before-colon")),
  NAMES_COMPARED_BY_CASE(
      new FaultSpec(
              "Looks fields up in a plain map, so that only the usual spelling of a name is found.")
          .kills("http1.field.name-case-insensitive")),
  LINE_WITHOUT_COLON_SKIPPED(
      new FaultSpec("Skips a field line that has no colon.")
          .forgets(FieldLineCheck.HAS_A_COLON)
          .kills("http1.field.line-without-colon")),
  OVERSIZED_HEAD_CRASHES(
      new FaultSpec("Lets the exception of its full parser buffer out as a server error.")
          .misreports(LimitCheck.HEAD_FITS, Status.INTERNAL_SERVER_ERROR)
          .kills("http1.field.oversize")),
  CONTINUATION_TAKEN_FOR_FIELD(
      new FaultSpec("Trims a folded line and takes it for a field of its own.")
          .forgets(IndentCheck.IS_NOT_FOLDED)
          .kills("http1.field.fold-is-no-field", "http1.field.fold")),
  FOLD_KEEPS_LINE_BREAK(
      new FaultSpec("Joins a folded line to the one before with the line break between them.")
          .forgets(IndentCheck.IS_NOT_FOLDED)
          .kills("http1.field.fold")),
  CONTINUATION_DROPPED(
      new FaultSpec("Drops folded lines, so that a coding that stands on one is not seen.")
          .forgets(IndentCheck.IS_NOT_FOLDED, FramingCheck.TRANSFER_ENCODING_IS_NOT_EMPTY)
          .kills(
              "http1.field.fold",
              "http1.framing.folded-transfer-encoding",
              "http1.framing.transfer-encoding-empty")),
  NAMES_NOT_CHECKED(
      new FaultSpec("Takes whatever stands before the colon for a name.")
          .forgets(FieldLineCheck.NAME_IS_A_TOKEN)
          .kills("http1.field.name-not-a-token")),
  BARE_CR_PASSED_ON(
      new FaultSpec("Passes a lone CR in a value on to the application.")
          .forgets(LineCheck.NO_BARE_CR, FieldLineCheck.VALUE_HAS_NO_CONTROLS)
          .kills("http1.field.bare-cr")),
  NUL_PASSED_ON(
      new FaultSpec("Passes a NUL in a value on to the application.")
          .forgets(FieldLineCheck.VALUE_HAS_NO_NUL)
          .kills("http1.field.nul")),
  TRAILING_BLANK_KEPT(
      new FaultSpec("Takes away the spaces before a value and leaves those after it.")
          .kills("http1.field.blanks-around-value")),
  LAST_LINE_OF_A_NAME_WINS(
      new FaultSpec(
              "Hands the application a map, in which the last line of a name overwrites the"
                  + " others.")
          .kills("http1.field.lines-of-one-name")),
  MANY_FIELDS_CRASH(
      new FaultSpec("Lets the exception of its full table of fields out as a server error.")
          .misreports(LimitCheck.FIELDS_ARE_NOT_TOO_MANY, Status.INTERNAL_SERVER_ERROR)
          .kills("http1.field.too-many")),
  HEAD_CUT_AFTER_HOST(
      new FaultSpec("Takes the head for finished when it has Host and no more octets are there.")
          .kills("http1.field.whole-section-first")),
  EMPTY_ELEMENT_ENDS_LIST(
      new FaultSpec("Stops reading the options of Connection at an empty one.")
          .kills("http1.field.empty-list-elements", "http1.persistence.close-in-list")),
  OBSOLETE_DATES_IGNORED(
      new FaultSpec("Reads dates in the one format that it writes.")
          .kills("http1.date.obsolete-formats")),
  TWO_DIGIT_YEAR_TAKEN_AHEAD(
      new FaultSpec("Takes a year of two digits for one of the years to come.")
          .kills("http1.date.two-digit-year"));

  private final FaultSpec spec;

  FieldFault(FaultSpec spec) {
    this.spec = spec;
  }

  @Override
  public FaultSpec spec() {
    return spec;
  }
}
