package dev.wireproof.reference.requestresponse;

import static dev.wireproof.reference.requestresponse.RequestResponseFault.BROKEN_UTF8_REPLACED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.DEEP_IS_500;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.NO_JSON_IS_500;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.REST_OF_JSON_IGNORED;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.TYPE_COMPARED_AS_TEXT;
import static dev.wireproof.reference.requestresponse.RequestResponseFault.TYPE_UNCHECKED;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.wire.Octets;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a request brings: JSON where JSON is asked for, octets where octets are.
final class JsonBody {

  private static final String JSON_TYPE = "application/json";
  private static final String OCTETS_TYPE = "application/octet-stream";
  private static final String DEEP = "[[[[[[[[";

  private final Set<RequestResponseFault> faults;

  JsonBody(Set<RequestResponseFault> faults) {
    this.faults = faults;
  }

  /// @throws Problem 415 for another media type, 400 for what is not JSON
  Map<String, Object> json(Request request) throws Problem {
    checkLetters(request, JSON_TYPE);
    if (has(DEEP_IS_500) && request.body().latin1().contains(DEEP)) {
      throw new Problem(500, "The stack is full.");
    }
    Request read = has(TYPE_UNCHECKED) ? ofType(request, JSON_TYPE) : request;
    if (has(BROKEN_UTF8_REPLACED)) {
      read = with(read, Octets.utf8(read.body().utf8()));
    }
    try {
      return read.json();
    } catch (Problem problem) {
      return lenient(read, problem);
    }
  }

  private Map<String, Object> lenient(Request read, Problem problem) throws Problem {
    if (problem.status() == 400 && has(NO_JSON_IS_500)) {
      throw new Problem(500, "The body could not be parsed.");
    }
    boolean isUtf8 = Octets.utf8(read.body().utf8()).equals(read.body());
    if (problem.status() == 400 && isUtf8 && has(REST_OF_JSON_IGNORED)) {
      try {
        return JSON.std.mapFrom(JSON.std.createParser(read.body().utf8()));
      } catch (IOException _) {
        throw problem;
      }
    }
    throw problem;
  }

  /// @throws Problem 415 for another media type
  byte[] octets(Request request) throws Problem {
    checkLetters(request, OCTETS_TYPE);
    String type = request.field("Content-Type").orElse(OCTETS_TYPE).split(";", 2)[0].strip();
    if (!type.equalsIgnoreCase(OCTETS_TYPE) && !has(TYPE_UNCHECKED)) {
      throw new Problem(415, "A part is to be " + OCTETS_TYPE + ".");
    }
    return request.body().toArray();
  }

  private void checkLetters(Request request, String type) throws Problem {
    if (has(TYPE_COMPARED_AS_TEXT) && !request.field("Content-Type").orElse(type).equals(type)) {
      throw new Problem(415, "The body is to be " + type + ".");
    }
  }

  private static Request ofType(Request request, String type) {
    var fields = new HashMap<String, List<String>>(request.fields());
    fields.put("content-type", List.of(type));
    return new Request(
        request.method(),
        request.path(),
        request.rawQuery(),
        fields,
        request.body(),
        request.keepsAlive());
  }

  private static Request with(Request request, Octets body) {
    return new Request(
        request.method(),
        request.path(),
        request.rawQuery(),
        request.fields(),
        body,
        request.keepsAlive());
  }

  private boolean has(RequestResponseFault fault) {
    return faults.contains(fault);
  }
}
