package dev.wireproof.specs.http1;

import static dev.wireproof.harness.spec.Property.FIDELITY;
import static dev.wireproof.harness.spec.Property.FRAMING;
import static dev.wireproof.harness.spec.Slug.HTTP1;
import static dev.wireproof.wire.http1.Http1Rule.CONNECT_FRAMING;
import static dev.wireproof.wire.http1.Http1Rule.CONTENT_LENGTH_AND_TRANSFER_ENCODING;
import static dev.wireproof.wire.http1.Http1Rule.DATE;
import static dev.wireproof.wire.http1.Http1Rule.STATUS_LINE;

import dev.wireproof.harness.http1.Http1Ledger;
import dev.wireproof.harness.spec.Must;
import dev.wireproof.harness.spec.Topic;

/// Rules that every response keeps, whatever it answers: judged by all exchanges of the run.
@Topic(HTTP1)
class ResponseSpec {

  @Must(
      id = "http1.response.date",
      claim = "every 2xx, 3xx and 4xx response is dated",
      rfc = "9110#6.6.1",
      proves = FIDELITY,
      lectures = 22,
      passive = true)
  void everyResponseIsDated(Http1Ledger ledger) {
    ledger.judge(DATE);
  }

  @Must(
      id = "http1.response.content-length-and-transfer-encoding",
      claim = "no response has both Content-Length and Transfer-Encoding",
      rfc = "9112#6.2",
      proves = FRAMING,
      lectures = {5, 22},
      passive = true)
  void noResponseHasTwoLengths(Http1Ledger ledger) {
    ledger.judge(CONTENT_LENGTH_AND_TRANSFER_ENCODING);
  }

  @Must(
      id = "http1.response.status-line",
      claim = "a status line keeps the space behind its code, with a reason or without",
      rfc = "9112#4",
      proves = FRAMING,
      lectures = 22,
      passive = true)
  void statusLinesAreWellFormed(Http1Ledger ledger) {
    ledger.judge(STATUS_LINE);
  }

  @Must(
      id = "http1.response.connect-framing",
      claim = "a 2xx to CONNECT has neither Content-Length nor Transfer-Encoding",
      rfc = "9110#9.3.6",
      proves = FRAMING,
      lectures = {22, 47},
      passive = true)
  void tunnelsHaveNoLength(Http1Ledger ledger) {
    ledger.judge(CONNECT_FRAMING);
  }
}
