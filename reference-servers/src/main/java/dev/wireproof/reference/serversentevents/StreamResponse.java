package dev.wireproof.reference.serversentevents;

import dev.wireproof.reference.web.BodyStream;
import dev.wireproof.reference.web.Exchange;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/// The response of one stream: its head, and then whatever is written, at once.
final class StreamResponse implements AutoCloseable {

  private static final int BUFFER = 4096;

  private final Exchange exchange;
  private final Set<SseFault> faults;
  private final StringBuilder buffer = new StringBuilder();
  private final ByteArrayOutputStream zipped = new ByteArrayOutputStream();
  private @Nullable GZIPOutputStream zip;
  private @Nullable BodyStream body;

  StreamResponse(Exchange exchange, Set<SseFault> faults) {
    this.exchange = exchange;
    this.faults = faults;
  }

  /// Sends the head, before there is anything to say.
  void open() throws IOException {
    if (!has(SseFault.HEAD_WITH_FIRST_EVENT)) {
      body();
    }
  }

  private BodyStream body() throws IOException {
    BodyStream open = body;
    if (open == null) {
      open = has(SseFault.CONTENT_LENGTH) ? ofLength() : inChunks();
      body = open;
    }
    return open;
  }

  private BodyStream ofLength() throws IOException {
    return exchange.streamUnchunked(
        200, "text/event-stream", "Cache-Control: no-store", "Content-Length: 100000000");
  }

  private BodyStream inChunks() throws IOException {
    List<String> fields = new ArrayList<>();
    if (!has(SseFault.CACHEABLE)) {
      fields.add("Cache-Control: no-store");
    }
    if (has(SseFault.GZIP)
        && exchange.request().field("Accept-Encoding").orElse("").contains("gzip")) {
      fields.add("Content-Encoding: gzip");
      zip = new GZIPOutputStream(zipped, true);
    }
    return exchange.stream(200, type(), fields.toArray(String[]::new));
  }

  private String type() {
    if (has(SseFault.ANOTHER_CHARSET)) {
      return "text/event-stream; charset=iso-8859-1";
    }
    return has(SseFault.PLAIN_TEXT) ? "text/plain; charset=utf-8" : "text/event-stream";
  }

  /// Sends a comment, unless there is no head yet.
  void comment(String lines) throws IOException {
    if (body != null && buffer.isEmpty()) {
      write(lines);
    }
  }

  /// Sends an event, its empty line included.
  synchronized void write(String lines) throws IOException {
    buffer.append(lines);
    if (has(SseFault.COLLECTS_4_KIB) && buffer.length() < BUFFER) {
      return;
    }
    int ready = buffer.length() - (has(SseFault.BLANK_LINE_LATE) ? 1 : 0);
    Charset charset = has(SseFault.LATIN_1) ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8;
    body().write(packed(buffer.substring(0, ready).getBytes(charset)));
    buffer.delete(0, ready);
  }

  private byte[] packed(byte[] octets) throws IOException {
    GZIPOutputStream packing = zip;
    if (packing == null) {
      return octets;
    }
    packing.write(octets);
    packing.flush();
    byte[] packed = zipped.toByteArray();
    zipped.reset();
    return packed;
  }

  @Override
  public void close() throws IOException {
    body().close();
  }

  private boolean has(SseFault fault) {
    return faults.contains(fault);
  }
}
