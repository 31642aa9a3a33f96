package dev.wireproof.reference.chatstream;

import dev.wireproof.reference.chatstream.TokenStream.TokenEvent;
import dev.wireproof.reference.web.BodyStream;
import dev.wireproof.reference.web.Exchange;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;

/// One streamed response on its way to its reader, chunk by chunk.
final class ChatResponse {

  private static final String DONE = "data: [DONE]\n\n";

  private final TokenStream tokens;
  private final Completion completion;
  private final Duration heartbeat;
  private final ReentrantLock writer;
  private final Set<ChatFault> faults;
  private final StringBuilder held = new StringBuilder();
  private final BodyStream body;
  private volatile Optional<ChatResponse> newest = Optional.empty();

  /// A response whose head is sent.
  ///
  /// @param writer a lock that all writers share, where one wrongly does
  ChatResponse(
      BodyStream body,
      TokenStream tokens,
      Completion completion,
      Duration heartbeat,
      ReentrantLock writer,
      Set<ChatFault> faults) {
    this.tokens = tokens;
    this.completion = completion;
    this.heartbeat = heartbeat;
    this.writer = writer;
    this.faults = faults;
    this.body = body;
  }

  static BodyStream head(Exchange exchange, Set<ChatFault> faults) throws IOException {
    String type = faults.contains(ChatFault.PLAIN_TEXT) ? "text/plain" : "text/event-stream";
    return faults.contains(ChatFault.CACHEABLE)
        ? exchange.stream(200, type)
        : exchange.stream(200, type, "Cache-Control: no-store");
  }

  /// Another stream that gets these tokens instead.
  void divert(ChatResponse other) {
    newest = Optional.of(other);
  }

  /// Sends all that the model says, from `first` on.
  void run(TokenEvent first) throws IOException, InterruptedException {
    Optional<TokenEvent> event = Optional.of(first);
    while (true) {
      if (event.isEmpty()) {
        beat();
      } else if (event.get() instanceof TokenEvent.Token(String text)) {
        send(text);
      } else {
        end(event.get() instanceof TokenEvent.End);
        return;
      }
      event = tokens.next(heartbeat);
    }
  }

  private void beat() throws IOException {
    if (has(ChatFault.HEARTBEAT_IS_A_CHUNK)) {
      write(completion.chunk(""));
    } else if (!has(ChatFault.NO_HEARTBEAT)) {
      write(": the model thinks\n\n");
    }
  }

  private void send(String text) throws IOException {
    ChatResponse reader = newest.orElse(this);
    String chunk = reader.completion.chunk(has(ChatFault.TOKENS_TRIMMED) ? text.strip() : text);
    if (has(ChatFault.ONE_TOKEN_LATE)) {
      flush();
    }
    if (has(ChatFault.COLLECTS_ALL) || has(ChatFault.ONE_TOKEN_LATE)) {
      held.append(chunk);
    } else {
      reader.write(chunk);
    }
  }

  private void flush() throws IOException {
    write(held.toString());
    held.setLength(0);
  }

  private void end(boolean whole) throws IOException, InterruptedException {
    flush();
    if (!whole) {
      fail();
      return;
    }
    if (!has(ChatFault.FINISH_MISSING)) {
      write(completion.finish());
    }
    if (!has(ChatFault.DONE_MISSING)) {
      write(has(ChatFault.DONE_AS_JSON) ? "data: \"[DONE]\"\n\n" : DONE);
    }
    if (has(ChatFault.DONE_TWICE)) {
      write(DONE);
    }
    while (has(ChatFault.STAYS_OPEN)) {
      tokens.next(heartbeat);
    }
    if (has(ChatFault.LAST_CHUNK_MISSING)) {
      throw new IOException("closed without the chunk that ends the body");
    }
    body.close();
  }

  private void fail() throws IOException {
    if (has(ChatFault.CUT_PASSED_ON)) {
      throw new IOException("closed as the upstream was");
    }
    write(Completion.error());
    if (has(ChatFault.ERROR_AND_DONE)) {
      write(DONE);
    }
    body.close();
  }

  private void write(String event) throws IOException {
    try {
      writeOrFail(event);
    } catch (IOException e) {
      if (!has(ChatFault.GOES_ON_ALONE)) {
        throw e;
      }
    }
  }

  private void writeOrFail(String event) throws IOException {
    if (!has(ChatFault.ONE_WRITER)) {
      body.write(event);
      return;
    }
    writer.lock();
    try {
      body.write(event);
    } finally {
      writer.unlock();
    }
  }

  private boolean has(ChatFault fault) {
    return faults.contains(fault);
  }
}
