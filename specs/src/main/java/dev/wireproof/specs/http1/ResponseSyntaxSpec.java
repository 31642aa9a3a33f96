package dev.wireproof.specs.http1;

import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.FRAMING;
import static dev.wireproof.wire.http1.Http1Rule.BODILESS_BODY;
import static dev.wireproof.wire.http1.Http1Rule.CHUNKS_TO_HTTP10;
import static dev.wireproof.wire.http1.Http1Rule.ENTITY_TAG;
import static dev.wireproof.wire.http1.Http1Rule.FIELD_VALUES;
import static dev.wireproof.wire.http1.Http1Rule.LAST_MODIFIED;
import static dev.wireproof.wire.http1.Http1Rule.TRAILER_FIELDS;
import static dev.wireproof.wire.http1.Http1Rule.TRANSFER_CODINGS;
import static dev.wireproof.wire.http1.Http1Rule.UNASKED;
import static dev.wireproof.wire.http1.Http1Rule.VALUE_SYNTAX;

import dev.wireproof.clients.http1.Http1PassiveRules;
import dev.wireproof.engine.spec.Must;

/// Where every response ends, and what its fields may hold: judged by all exchanges of the run,
/// whatever their method and version.
class ResponseSyntaxSpec {

  @Must(
      id = "http1.response.chunks-to-http10",
      claim = "an HTTP/1.0 client is never sent chunks",
      rfc = "9112#6.1",
      proves = FRAMING,
      passive = true)
  void http10ClientsAreSentNoChunks(Http1PassiveRules ledger) {
    ledger.expect(CHUNKS_TO_HTTP10);
  }

  @Must(
      id = "http1.response.transfer-codings",
      claim = "a response is chunked once or not at all",
      rfc = "9112#6.1",
      proves = FRAMING,
      passive = true)
  void codingsAreKnown(Http1PassiveRules ledger) {
    ledger.expect(TRANSFER_CODINGS);
  }

  @Must(
      id = "http1.response.bodiless-body",
      claim = "nothing follows the head of a response that has no body",
      rfc = "9112#6.3",
      proves = FRAMING,
      passive = true)
  void bodilessResponsesEndWithTheirHead(Http1PassiveRules ledger) {
    ledger.expect(BODILESS_BODY);
  }

  @Must(
      id = "http1.response.unasked",
      claim = "every request has one response, and nothing follows it",
      rfc = "9112#9.2",
      proves = FRAMING,
      passive = true)
  void nothingComesUnasked(Http1PassiveRules ledger) {
    ledger.expect(UNASKED);
  }

  @Must(
      id = "http1.response.entity-tag",
      claim = "an entity tag stands in quotes",
      rfc = "9110#8.8.3",
      proves = FIDELITY,
      passive = true)
  void tagsAreQuoted(Http1PassiveRules ledger) {
    ledger.expect(ENTITY_TAG);
  }

  @Must(
      id = "http1.response.last-modified",
      claim = "nothing was changed after it was sent",
      rfc = "9110#8.8.2.1",
      proves = FIDELITY,
      passive = true)
  void changesAreInThePast(Http1PassiveRules ledger) {
    ledger.expect(LAST_MODIFIED);
  }

  @Must(
      id = "http1.response.field-values",
      claim = "no field value of a response holds a control character",
      rfc = "9110#5.5",
      proves = FRAMING,
      passive = true)
  void valuesHoldNoControls(Http1PassiveRules ledger) {
    ledger.expect(FIELD_VALUES);
  }

  @Must(
      id = "http1.response.value-syntax",
      claim = "values of a response match the grammar of their field",
      rfc = "9110#2.2",
      proves = FIDELITY,
      passive = true)
  void valuesMatchTheirGrammar(Http1PassiveRules ledger) {
    ledger.expect(VALUE_SYNTAX);
  }

  @Must(
      id = "http1.response.trailer-fields",
      claim = "what is needed to read the content does not come after it",
      rfc = "9110#6.5.1",
      proves = FRAMING,
      passive = true)
  void trailersFrameNothing(Http1PassiveRules ledger) {
    ledger.expect(TRAILER_FIELDS);
  }
}
