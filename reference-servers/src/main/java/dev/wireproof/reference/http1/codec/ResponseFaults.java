package dev.wireproof.reference.http1.codec;

import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.ResponseFault;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Framing;
import dev.wireproof.reference.http1.message.Status;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/// What faults do to the finished fields of a response. A correct server has none of them.
final class ResponseFaults {

  private static final String DATE = "Date";
  private static final String SERVER = "Server";

  private final Faults faults;

  ResponseFaults(Faults faults) {
    this.faults = faults;
  }

  Fields on(Status status, Fields fields) {
    Fields changed = fields;
    for (var fault : of(status).entrySet()) {
      if (faults.has(fault.getKey())) {
        changed = fault.getValue().apply(changed);
      }
    }
    return changed;
  }

  private static Map<ResponseFault, UnaryOperator<Fields>> of(Status status) {
    boolean refused = status == Status.BAD_REQUEST;
    var faulty = new LinkedHashMap<ResponseFault, UnaryOperator<Fields>>();
    faulty.put(
        ResponseFault.DATE_SENT_TWICE, fields -> fields.with(DATE, fields.first(DATE).orElse("")));
    faulty.put(
        ResponseFault.DATE_WITH_OFFSET,
        fields -> changed(fields, DATE, line -> value(line, line.value().replace("GMT", "+0000"))));
    faulty.put(
        ResponseFault.SERVER_TELLS_ALL,
        fields -> changed(fields, SERVER, line -> value(line, "wireproof/1.0 (Java 25; Linux)")));
    faulty.put(
        ResponseFault.SPACE_BEFORE_COLON_SENT,
        fields -> changed(fields, SERVER, line -> new Fields.Line(SERVER + " ", line.value())));
    faulty.put(
        ResponseFault.VALUE_SENT_FOLDED,
        fields -> changed(fields, SERVER, line -> value(line, "wireproof\r\n reference")));
    faulty.put(
        ResponseFault.LINE_SENT_WITH_LF,
        fields -> changed(fields, SERVER, line -> value(line, "wireproof\nX-Powered-By: Java")));
    faulty.put(
        ResponseFault.CODINGS_PILED_UP,
        fields ->
            changed(fields, Framing.TRANSFER_ENCODING, line -> value(line, "chunked, chunked")));
    faulty.put(
        ResponseFault.TAG_WITHOUT_QUOTES,
        fields -> changed(fields, "ETag", line -> value(line, line.value().replace("\"", ""))));
    faulty.put(
        ResponseFault.MODIFIED_IN_THE_FUTURE,
        fields ->
            changed(fields, "Last-Modified", line -> value(line, "Fri, 31 Dec 2094 23:59:59 GMT")));
    faulty.put(
        ResponseFault.CONTROL_SENT_IN_A_VALUE,
        fields -> changed(fields, SERVER, line -> value(line, "wireproof\u0001")));
    faulty.put(
        ResponseFault.ALLOW_WITHOUT_COMMAS,
        fields -> changed(fields, "Allow", line -> value(line, line.value().replace(",", ""))));
    if (refused) {
      faulty.put(ResponseFault.DATE_MISSING_FROM_REFUSALS, fields -> fields.without(DATE));
    }
    if (refused) {
      faulty.put(
          ResponseFault.REFUSAL_ENDS_WITH_CONNECTION,
          fields -> fields.has("Connection") ? fields.without(Framing.CONTENT_LENGTH) : fields);
    }
    if (status.code() >= 400) {
      faulty.put(ResponseFault.TYPE_MISSING_FROM_ERRORS, fields -> fields.without("Content-Type"));
    }
    if (status == Status.NOT_MODIFIED) {
      faulty.put(
          ResponseFault.NOT_MODIFIED_CLAIMS_NOTHING,
          fields -> fields.with(Framing.CONTENT_LENGTH, "0"));
    }
    return faulty;
  }

  private static Fields.Line value(Fields.Line line, String value) {
    return new Fields.Line(line.name(), value);
  }

  private static Fields changed(Fields fields, String name, UnaryOperator<Fields.Line> change) {
    List<Fields.Line> lines =
        fields.lines().stream()
            .map(line -> line.name().equals(name) ? change.apply(line) : line)
            .toList();
    return new Fields(lines, fields.sameName());
  }
}
