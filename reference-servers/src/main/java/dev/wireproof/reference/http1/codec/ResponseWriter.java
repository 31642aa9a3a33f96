package dev.wireproof.reference.http1.codec;

import dev.wireproof.reference.http1.fault.ConditionalFault;
import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.FramingFault;
import dev.wireproof.reference.http1.fault.MethodFault;
import dev.wireproof.reference.http1.fault.ParsingFault;
import dev.wireproof.reference.http1.fault.ResponseFault;
import dev.wireproof.reference.http1.fault.SemanticsFault;
import dev.wireproof.reference.http1.message.Fields;
import dev.wireproof.reference.http1.message.Framing;
import dev.wireproof.reference.http1.message.HttpDate;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.ResponseForm;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.wire.Octets;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// Turns a response into octets: status line, fields, framing (RFC 9112 §4, §6).
public final class ResponseWriter {

  /// The two parts that a response has on the wire. They leave in one write, unless a fault parts
  /// them.
  public record Parts(Octets head, Octets body) {}

  private static final String CRLF = "\r\n";

  private final Faults faults;
  private final ResponseFaults responseFaults;
  private final Clock clock;

  public ResponseWriter(Faults faults, Clock clock) {
    this.faults = faults;
    this.responseFaults = new ResponseFaults(faults);
    this.clock = clock;
  }

  /// The octets of a response in the form that its request asks for.
  ///
  /// @param connection the value of Connection, or nothing to say where it is empty
  public Parts write(Response plain, ResponseForm to, String connection) {
    Response response = withFaultyTrailer(plain);
    boolean chunked =
        understandsChunks(to)
            && !response.status().isBodiless()
            && (isChunked(response) || saysLengthOfChunked() || sendsChunksTo10(to));
    Fields fields = Fields.NONE;
    if (saysDate()) {
      fields = fields.with("Date", HttpDate.format(now()));
    }
    fields = fields.with("Server", "wireproof").withAll(response.fields());
    fields = framed(fields, response, chunked);
    if (!connection.isEmpty()) {
      fields = fields.with("Connection", connection);
    }
    Fields sent = responseFaults.on(response.status(), to.toHead() ? forHead(fields) : fields);
    return new Parts(head(response.status(), sent, to), body(response, to, chunked));
  }

  private Instant now() {
    Instant now = clock.instant();
    return faults.has(ResponseFault.DATE_KEPT_FOR_AN_HOUR)
        ? now.truncatedTo(ChronoUnit.HOURS).plus(1, ChronoUnit.HOURS)
        : now;
  }

  /// A correct server has no trailer for an error page.
  private Response withFaultyTrailer(Response response) {
    if (response.status() != Status.NOT_FOUND) {
      return response;
    }
    if (faults.has(ResponseFault.LENGTH_SENT_AFTER_CONTENT)) {
      return response.withTrailer(
          Framing.CONTENT_LENGTH, Integer.toString(response.content().size()));
    }
    return faults.has(ResponseFault.CODINGS_PILED_UP)
        ? response.withTrailer("X-Layers", "2")
        : response;
  }

  private Octets body(Response response, ResponseForm to, boolean chunked) {
    if (response.status() == Status.NOT_MODIFIED && explainsNotModified()) {
      return Octets.latin1("Not modified.\n");
    }
    if (response.status() == Status.NO_CONTENT && thanksWithNoContent()) {
      return Octets.latin1("Thank you.\n");
    }
    if (to.toHead() && chunked && faults.has(MethodFault.HEAD_ENDS_WITH_A_CHUNK)) {
      return Octets.latin1("0\r\n\r\n");
    }
    boolean hasBody =
        !response.status().isBodiless() && (!to.toHead() || answersHeadWithBody(response.status()));
    return !hasBody ? Octets.NONE : chunked ? Chunks.of(response) : response.content();
  }

  /// Never both, and neither where the status says that there is no body (RFC 9112 §6.1, §6.2).
  private Fields framed(Fields fields, Response response, boolean chunked) {
    if (response.status().isBodiless()) {
      return fields;
    }
    Fields framed = fields;
    if (chunked) {
      framed = framed.with(Framing.TRANSFER_ENCODING, "chunked");
    }
    if (!chunked || saysLengthOfChunked()) {
      framed = framed.with(Framing.CONTENT_LENGTH, Integer.toString(length(response.content())));
    }
    return framed;
  }

  private Octets head(Status status, Fields fields, ResponseForm to) {
    var head = new StringBuilder(256);
    head.append(repeatsVersion() && to.version10() ? "HTTP/1.0 " : "HTTP/1.1 ")
        .append(status.code())
        .append(saysReason() ? " " + status.reason() : "")
        .append(CRLF);
    for (Fields.Line line : fields.lines()) {
      head.append(line.name()).append(": ").append(line.value()).append(CRLF);
    }
    return Octets.of(head.append(CRLF).toString().getBytes(StandardCharsets.ISO_8859_1));
  }

  private boolean repeatsVersion() {
    return faults.has(ParsingFault.VERSION_REPEATED);
  }

  private boolean saysReason() {
    return !faults.has(ResponseFault.REASON_LEFT_OUT_WITH_ITS_SPACE);
  }

  private boolean saysDate() {
    return !faults.has(SemanticsFault.DATE_OMITTED);
  }

  private static boolean isChunked(Response response) {
    return !response.trailers().lines().isEmpty();
  }

  private boolean understandsChunks(ResponseForm to) {
    return to.chunked() || sendsChunksTo10(to);
  }

  private boolean sendsChunksTo10(ResponseForm to) {
    return to.version10() && faults.has(ResponseFault.CHUNKS_SENT_TO_HTTP10);
  }

  private int length(Octets content) {
    return faults.has(ResponseFault.CHARACTERS_COUNTED) ? content.utf8().length() : content.size();
  }

  private boolean saysLengthOfChunked() {
    return faults.has(FramingFault.RESPONSE_FRAMED_TWICE);
  }

  private boolean explainsNotModified() {
    return faults.has(ConditionalFault.NOT_MODIFIED_WITH_BODY);
  }

  private boolean thanksWithNoContent() {
    return faults.has(ResponseFault.NO_CONTENT_WITH_BODY);
  }

  private boolean answersHeadWithBody(Status status) {
    return faults.has(SemanticsFault.HEAD_ANSWERED_WITH_BODY)
        || (status.code() >= 400 && faults.has(MethodFault.HEAD_ERROR_WITH_BODY));
  }

  /// The fields of the response to GET; a correct server changes none of them.
  private Fields forHead(Fields fields) {
    if (faults.has(MethodFault.HEAD_LENGTH_ZERO) && fields.has(Framing.CONTENT_LENGTH)) {
      return fields.without(Framing.CONTENT_LENGTH).with(Framing.CONTENT_LENGTH, "0");
    }
    return faults.has(MethodFault.HEAD_WITHOUT_VALIDATORS)
        ? fields.without("ETag").without("Last-Modified")
        : fields;
  }
}
