package dev.wireproof.specs.http1;

import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.wire.http1.Http1Rule.ALLOW;
import static dev.wireproof.wire.http1.Http1Rule.BODILESS_CONTENT_LENGTH;
import static dev.wireproof.wire.http1.Http1Rule.BODILESS_TRANSFER_ENCODING;
import static dev.wireproof.wire.http1.Http1Rule.CHALLENGE;
import static dev.wireproof.wire.http1.Http1Rule.CONNECT_FRAMING;
import static dev.wireproof.wire.http1.Http1Rule.CONTENT_LENGTH_AND_TRANSFER_ENCODING;
import static dev.wireproof.wire.http1.Http1Rule.CONTENT_TYPE;
import static dev.wireproof.wire.http1.Http1Rule.DATE;
import static dev.wireproof.wire.http1.Http1Rule.DATE_FORMAT;
import static dev.wireproof.wire.http1.Http1Rule.FIELD_NAMES;
import static dev.wireproof.wire.http1.Http1Rule.FOLD;
import static dev.wireproof.wire.http1.Http1Rule.LENGTH_DELIMITED;
import static dev.wireproof.wire.http1.Http1Rule.LINE_ENDS;
import static dev.wireproof.wire.http1.Http1Rule.RESET_CONTENT;
import static dev.wireproof.wire.http1.Http1Rule.SINGLETON_FIELDS;
import static dev.wireproof.wire.http1.Http1Rule.STATUS_LINE;

import dev.wireproof.clients.http1.Http1PassiveRules;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.spec.Should;

/// Rules that every response keeps, whatever it answers: judged by all exchanges of the run.
class ResponseSpec {

  @Must(
      id = "http1.response.date",
      claim = "every 2xx, 3xx and 4xx response is dated",
      rfc = "9110#6.6.1",
      proves = FIDELITY,
      passive = true)
  void everyResponseIsDated(Http1PassiveRules ledger) {
    ledger.expect(DATE);
  }

  @Must(
      id = "http1.response.content-length-and-transfer-encoding",
      claim = "no response has both Content-Length and Transfer-Encoding",
      rfc = "9112#6.2",
      proves = FRAMING,
      passive = true)
  void noResponseHasTwoLengths(Http1PassiveRules ledger) {
    ledger.expect(CONTENT_LENGTH_AND_TRANSFER_ENCODING);
  }

  @Must(
      id = "http1.response.status-line",
      claim = "a status line keeps the space after its code, with a reason or without",
      rfc = "9112#4",
      proves = FRAMING,
      passive = true)
  void statusLinesAreWellFormed(Http1PassiveRules ledger) {
    ledger.expect(STATUS_LINE);
  }

  @Must(
      id = "http1.response.connect-framing",
      claim = "a 2xx to CONNECT has neither Content-Length nor Transfer-Encoding",
      rfc = "9110#9.3.6",
      proves = FRAMING,
      passive = true)
  void tunnelsHaveNoLength(Http1PassiveRules ledger) {
    ledger.expect(CONNECT_FRAMING);
  }

  @Must(
      id = "http1.response.field-names",
      claim = "no field of a response has a space before its colon",
      rfc = "9112#5.1",
      proves = FRAMING,
      passive = true)
  void fieldNamesAreTokens(Http1PassiveRules ledger) {
    ledger.expect(FIELD_NAMES);
  }

  @Must(
      id = "http1.response.fold",
      claim = "no field of a response continues on the next line",
      rfc = "9112#5.2",
      proves = FRAMING,
      passive = true)
  void fieldsAreNotFolded(Http1PassiveRules ledger) {
    ledger.expect(FOLD);
  }

  @Must(
      id = "http1.response.line-ends",
      claim = "every line of a response head ends in CR LF",
      rfc = "9112#2.2",
      proves = FRAMING,
      passive = true)
  void linesEndInCrLf(Http1PassiveRules ledger) {
    ledger.expect(LINE_ENDS);
  }

  @Must(
      id = "http1.response.singleton-fields",
      claim = "a field that is not a list occurs in a response once",
      rfc = "9110#5.3",
      proves = {FRAMING, FIDELITY},
      passive = true)
  void singletonsStandOnce(Http1PassiveRules ledger) {
    ledger.expect(SINGLETON_FIELDS);
  }

  @Must(
      id = "http1.response.date-format",
      claim = "dates are written in the one format that is written today",
      rfc = "9110#5.6.7",
      proves = FIDELITY,
      passive = true)
  void datesAreInFormat(Http1PassiveRules ledger) {
    ledger.expect(DATE_FORMAT);
  }

  @Should(
      id = "http1.response.content-type",
      claim = "a response with content says of which type it is",
      rfc = "9110#8.3",
      proves = FIDELITY,
      passive = true)
  void contentHasAType(Http1PassiveRules ledger) {
    ledger.expect(CONTENT_TYPE);
  }

  @Must(
      id = "http1.response.bodiless-transfer-encoding",
      claim = "1xx and 204 have no Transfer-Encoding",
      rfc = "9112#6.1",
      proves = FRAMING,
      passive = true)
  void bodilessResponsesHaveNoCoding(Http1PassiveRules ledger) {
    ledger.expect(BODILESS_TRANSFER_ENCODING);
  }

  @Must(
      id = "http1.response.bodiless-content-length",
      claim = "1xx and 204 have no Content-Length",
      rfc = "9110#8.6",
      proves = FRAMING,
      passive = true)
  void bodilessResponsesHaveNoLength(Http1PassiveRules ledger) {
    ledger.expect(BODILESS_CONTENT_LENGTH);
  }

  @Must(
      id = "http1.response.reset-content",
      claim = "205 has no content",
      rfc = "9110#15.3.6",
      proves = FRAMING,
      passive = true)
  void resetContentIsEmpty(Http1PassiveRules ledger) {
    ledger.expect(RESET_CONTENT);
  }

  @Should(
      id = "http1.response.length-delimited",
      claim = "a response says where it ends",
      rfc = "9112#6.3",
      proves = FRAMING,
      passive = true)
  void responsesAreDelimited(Http1PassiveRules ledger) {
    ledger.expect(LENGTH_DELIMITED);
  }

  @Must(
      id = "http1.response.challenge",
      claim = "every 401 says in WWW-Authenticate how to log in",
      rfc = "9110#15.5.2",
      proves = NEGOTIATION,
      passive = true)
  void whoMustLogInIsToldHow(Http1PassiveRules ledger) {
    ledger.expect(CHALLENGE);
  }

  @Must(
      id = "http1.response.allow",
      claim = "every 405 says in Allow what is allowed",
      rfc = "9110#15.5.6",
      proves = {NEGOTIATION, ERROR_HANDLING},
      passive = true)
  void whatIsAllowedIsSaid(Http1PassiveRules ledger) {
    ledger.expect(ALLOW);
  }
}
