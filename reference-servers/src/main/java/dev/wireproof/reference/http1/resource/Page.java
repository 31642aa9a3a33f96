package dev.wireproof.reference.http1.resource;

import dev.wireproof.reference.http1.fault.Faults;
import dev.wireproof.reference.http1.fault.ResponseFault;
import dev.wireproof.reference.http1.fault.SemanticsFault;
import dev.wireproof.reference.http1.message.ConnectionId;
import dev.wireproof.reference.http1.message.Method;
import dev.wireproof.reference.http1.message.Request;
import dev.wireproof.reference.http1.message.Response;
import dev.wireproof.reference.http1.message.Status;
import dev.wireproof.wire.Octets;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/// The page at `/`, the same for every client. POST changes nothing; its response says what
/// arrived.
final class Page implements Resource {

  private static final Instant WRITTEN = Instant.parse("2025-01-06T08:00:00Z");

  private static final String HTML =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Wireproof reference server</title></head>
      <body>
      <h1>HTTP/1.1, by the book</h1>
      <p>This origin server holds the rules of RFC 9110 and RFC 9112, unless it was started with a
      fault. What it answers is meant to be looked at closely: every octet of it is on purpose.</p>
      <ul>
      <li><a href="/echo">/echo</a>: your request, as it was understood</li>
      <li><a href="/chunked">/chunked</a>: a response in chunks, with a trailer</li>
      <li><a href="/slow?ms=500">/slow?ms=500</a>: a response that takes its time</li>
      <li><a href="/empty">/empty</a>: a response without content</li>
      <li><a href="/count">/count</a>: how many requests were answered</li>
      </ul>
      </body>
      </html>
      """;

  private static final Representation CORRECT =
      Representation.of("text/html; charset=utf-8", Octets.utf8(HTML), WRITTEN)
          .with("Cache-Control", "no-cache");

  private final Faults faults;

  Page(Faults faults) {
    this.faults = faults;
  }

  @Override
  public Set<Method> methods() {
    return Set.of(Method.GET, Method.POST);
  }

  @Override
  public boolean hasState() {
    return true;
  }

  @Override
  public Optional<Representation> current(Request request) {
    return Optional.of(
        new Representation(
            CORRECT.type(),
            content(request.connection()),
            CORRECT.entityTag(),
            CORRECT.lastModified(),
            CORRECT.more()));
  }

  @Override
  public Response respond(Request request) {
    return request.head().method().filter(method -> method == Method.POST).isPresent()
        ? receipt(request.body().content())
        : current(request).orElseThrow().whole();
  }

  private Response receipt(Octets content) {
    String text =
        "octets: %d\nsha-256: %s\n"
            .formatted(content.size(), HexFormat.of().formatHex(Representation.sha256(content)));
    return Response.of(receiptStatus()).withContent("text/plain; charset=utf-8", Octets.utf8(text));
  }

  private Status receiptStatus() {
    return faults.has(ResponseFault.RECEIPT_RESETS_CONTENT) ? Status.RESET_CONTENT : Status.OK;
  }

  private Octets content(ConnectionId connection) {
    if (faults.has(SemanticsFault.PAGE_EMPTY)) {
      return Octets.NONE;
    }
    if (faults.has(SemanticsFault.CONNECTION_REMEMBERED)) {
      return Octets.utf8(HTML + "<!-- you are visitor %06d -->\n".formatted(connection.number()));
    }
    return CORRECT.content();
  }
}
