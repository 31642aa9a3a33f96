package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.ID_IS_A_NUMBER;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PROBLEMS_ARE_500;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PROBLEMS_AS_JSON;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.TYPE_IS_TEXT;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.web.Exchange;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// Responds with JSON, and refuses with problem+json.
final class Responses {

  private final Set<RequestResponseFault> faults;

  Responses(Set<RequestResponseFault> faults) {
    this.faults = faults;
  }

  void send(Exchange exchange, int status, Map<String, Object> json, String... fields)
      throws IOException {
    String type = faults.contains(TYPE_IS_TEXT) ? "text/plain" : "application/json";
    exchange.send(status, type, JSON.std.asBytes(json), fields);
  }

  /// A note as it is shown.
  Map<String, Object> shown(Note note) {
    Map<String, Object> shown = note.shown();
    if (faults.contains(ID_IS_A_NUMBER)) {
      shown.put("id", note.number());
    }
    return shown;
  }

  /// A refusal.
  ///
  /// @param more its members beyond title, status and detail
  void refuse(
      Exchange exchange, int status, String detail, Map<String, Object> more, String... fields)
      throws IOException {
    var problem = new LinkedHashMap<String, Object>();
    problem.put("title", status == 409 ? "Conflict" : "Refused");
    problem.put("status", faults.contains(PROBLEMS_ARE_500) ? 500 : status);
    problem.put("detail", detail);
    problem.putAll(more);
    String type =
        faults.contains(PROBLEMS_AS_JSON) ? "application/json" : "application/problem+json";
    exchange.send(status, type, JSON.std.asBytes(problem), fields);
  }
}
