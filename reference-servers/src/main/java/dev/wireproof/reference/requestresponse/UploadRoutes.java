package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.GAPS_COMPLETED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NAMES_IN_LOWER_CASE;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PARTS_COPIED_IN_A_CROWD;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PARTS_UNCHECKED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.PART_NUMBER_UNCHECKED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.REFUSAL_ENDS_UPLOAD;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.SECOND_COMPLETE_REFUSED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.TAKEN_WHEN_COMPLETE;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.UNKNOWN_UPLOAD_IS_EMPTY;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.UPLOAD_OF_A_CONNECTION;

import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Router;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// Uploads in parts: a client that was cut off asks what is missing, and sends no more than that.
final class UploadRoutes {

  private static final int MOST_PARTS = 1000;

  private final Set<RequestResponseFault> faults;
  private final Map<String, Upload> uploads = new ConcurrentHashMap<>();
  private final Responses responses;
  private final JsonBody bodies;
  private final Crowd crowd = new Crowd();

  UploadRoutes(Set<RequestResponseFault> faults) {
    this.faults = faults;
    this.responses = new Responses(faults);
    this.bodies = new JsonBody(faults);
  }

  void on(Router router) {
    router
        .on("PUT", "/uploads/{id}/parts/{n}", this::take)
        .on("GET", "/uploads/{id}", this::show)
        .on("POST", "/uploads/{id}/complete", this::complete);
  }

  private void take(Exchange exchange) throws IOException, Problem {
    int number = number(exchange.variable("n"));
    byte[] octets = bodies.octets(exchange.request());
    Upload upload = uploads.computeIfAbsent(key(exchange), _ -> new Upload(faults));
    boolean lost = has(PARTS_COPIED_IN_A_CROWD) && crowd.enter();
    if (!lost && !upload.take(number, octets, has(TAKEN_WHEN_COMPLETE))) {
      throw new Problem(409, "The upload is complete.");
    }
    exchange.respond(204);
  }

  private int number(String text) throws Problem {
    if (text.matches("\\d{1,4}")) {
      int number = Integer.parseInt(text);
      if ((number >= 1 && number <= MOST_PARTS) || has(PART_NUMBER_UNCHECKED)) {
        return number;
      }
    }
    if (has(PART_NUMBER_UNCHECKED)) {
      return 1;
    }
    throw new Problem(400, "Parts are numbered from 1 to " + MOST_PARTS + ".");
  }

  private String key(Exchange exchange) {
    String id = exchange.variable("id");
    if (has(UPLOAD_OF_A_CONNECTION)) {
      return id + "@" + System.identityHashCode(exchange.connection());
    }
    return has(NAMES_IN_LOWER_CASE) ? id.toLowerCase(Locale.ROOT) : id;
  }

  private Upload known(Exchange exchange) throws Problem {
    Optional<Upload> found = Optional.ofNullable(uploads.get(key(exchange)));
    if (found.isEmpty() && has(UNKNOWN_UPLOAD_IS_EMPTY)) {
      return new Upload(faults);
    }
    return found.orElseThrow(() -> new Problem(404, "There is no such upload."));
  }

  private void show(Exchange exchange) throws IOException, Problem {
    responses.send(exchange, 200, known(exchange).state());
  }

  private void complete(Exchange exchange) throws IOException, Problem {
    Upload upload = known(exchange);
    int count = count(bodies.json(exchange.request()));
    Optional<Map<String, Object>> before = upload.completed();
    if (before.isPresent()) {
      if (has(SECOND_COMPLETE_REFUSED)) {
        throw new Problem(409, "The upload is complete.");
      }
      responses.send(exchange, 200, before.get());
      return;
    }
    List<Integer> missing = has(GAPS_COMPLETED) ? List.of() : upload.missing(count);
    if (missing.isEmpty()) {
      responses.send(exchange, 200, upload.complete(count));
      return;
    }
    if (has(REFUSAL_ENDS_UPLOAD)) {
      uploads.remove(key(exchange));
    }
    responses.refuse(exchange, 409, "There are parts missing.", Map.of("missing", missing));
  }

  private int count(Map<String, Object> json) throws Problem {
    Object value = json.get("parts");
    if (value instanceof Integer count && count >= 1 && count <= MOST_PARTS) {
      return count;
    }
    if (has(PARTS_UNCHECKED)) {
      return 1;
    }
    throw new Problem(422, "“parts” is to be a whole number from 1 to " + MOST_PARTS + ".");
  }

  void forgetAll() {
    uploads.clear();
  }

  private boolean has(RequestResponseFault fault) {
    return faults.contains(fault);
  }
}
