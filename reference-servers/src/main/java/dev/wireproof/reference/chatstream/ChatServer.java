package dev.wireproof.reference.chatstream;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.Environment;
import dev.wireproof.reference.chatstream.TokenStream.TokenEvent;
import dev.wireproof.reference.web.BodyStream;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.UpstreamClient;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;

/// Asks the upstream's model, and passes on what it says.
final class ChatServer implements WebBased {

  private final Set<ChatFault> faults;
  private final Duration heartbeat;
  private final UpstreamClient upstream;
  private final WebServer web;
  private final AtomicInteger completions = new AtomicInteger();
  private final AtomicInteger openStreams = new AtomicInteger();

  /// What requests for one model share, where they wrongly share something.
  private record Shared(ReentrantLock turn, ReentrantLock writer, List<ChatResponse> responses) {}

  private final Map<String, Shared> models = new ConcurrentHashMap<>();

  private ChatServer(Environment environment, Duration heartbeat, Set<ChatFault> faults)
      throws IOException {
    this.faults = faults;
    this.heartbeat = heartbeat;
    this.upstream = new UpstreamClient(environment.upstream());
    var routes =
        new Router("chat-stream")
            .on("POST", "/v1/chat/completions", refusing(this::complete))
            .on("GET", "/_lab/stats", this::stats);
    this.web =
        WebServer.start(
            environment,
            routes.endingOnCutJson(has(ChatFault.ENDS_ON_CUT_JSON), this::close),
            upstream::close);
  }

  /// Starts one.
  ///
  /// @param heartbeat after how much silence a stream says that it is alive
  static ChatServer start(Environment environment, Duration heartbeat, Set<ChatFault> faults)
      throws IOException {
    return new ChatServer(environment, heartbeat, faults);
  }

  private void complete(Exchange exchange) throws IOException, InterruptedException, Problem {
    ChatRequest chat = chatRequest(exchange);
    Shared shared =
        models.computeIfAbsent(
            chat.model(),
            _ ->
                new Shared(new ReentrantLock(), new ReentrantLock(), new CopyOnWriteArrayList<>()));
    if (!has(ChatFault.ONE_AT_A_TIME)) {
      serve(exchange, chat, shared);
      return;
    }
    shared.turn().lockInterruptibly();
    try {
      serve(exchange, chat, shared);
    } finally {
      shared.turn().unlock();
    }
  }

  private ChatRequest chatRequest(Exchange exchange)
      throws IOException, InterruptedException, Problem {
    try {
      return ChatRequest.of(exchange.request(), faults);
    } catch (Problem problem) {
      if (has(ChatFault.ASKS_BEFORE_CHECKING)) {
        askUpstreamAnyway(exchange);
      }
      throw problem;
    }
  }

  private void askUpstreamAnyway(Exchange exchange) throws IOException, InterruptedException {
    try {
      ask(exchange).body().close();
    } catch (Problem _) {
      // the request was refused already
    }
  }

  private void serve(Exchange exchange, ChatRequest chat, Shared shared)
      throws IOException, InterruptedException, Problem {
    if (!has(ChatFault.GOES_ON_ALONE)) {
      // a reader that leaves ends everything, whatever is waited for: the upstream too
      exchange.onLeave(Thread.currentThread()::interrupt);
    }
    if (has(ChatFault.HEAD_AT_ONCE) && chat.streamed()) {
      serveHeadFirst(exchange, chat, shared);
      return;
    }
    try (var tokens = new TokenStream(ask(exchange).body(), faults)) {
      var completion = new Completion(chat.model(), faults);
      if (chat.streamed()) {
        stream(exchange, tokens, completion, shared);
      } else {
        exchange.respond(200, completion.whole(whole(tokens)));
      }
    }
    if (has(ChatFault.ASKS_TWICE)) {
      askUpstreamAnyway(exchange);
    }
  }

  private void serveHeadFirst(Exchange exchange, ChatRequest chat, Shared shared)
      throws IOException, InterruptedException {
    BodyStream body = ChatResponse.head(exchange, faults);
    try (var tokens = new TokenStream(ask(exchange).body(), faults)) {
      var completion = new Completion(chat.model(), faults);
      new ChatResponse(body, tokens, completion, heartbeat, shared.writer(), faults)
          .run(tokens.next());
    } catch (Problem _) {
      body.write(Completion.error());
      body.close();
    }
  }

  /// Asks the model.
  ///
  /// @throws Problem when it does not answer with 200
  private HttpResponse<InputStream> ask(Exchange exchange)
      throws IOException, InterruptedException, Problem {
    completions.incrementAndGet();
    try {
      HttpResponse<InputStream> answer = upstream.postForStream("/tokens", upstreamBody(exchange));
      if (answer.statusCode() == 200) {
        return answer;
      }
      answer.body().close();
    } catch (IOException _) {
      // answered below
    }
    throw failed();
  }

  private static Problem failed() {
    return new Problem(502, "The model has failed.");
  }

  private byte[] upstreamBody(Exchange exchange) throws IOException, Problem {
    byte[] body = exchange.request().body().toArray();
    if (!has(ChatFault.ONLY_LAST_MESSAGE)) {
      return body;
    }
    var json = new LinkedHashMap<>(exchange.request().json());
    if (json.get("messages") instanceof List<?> messages && !messages.isEmpty()) {
      json.put("messages", List.of(messages.getLast()));
    }
    return JSON.std.asBytes(json);
  }

  /// The head waits for the first token, since up to then a failure can still be answered with 502.
  private void stream(Exchange exchange, TokenStream tokens, Completion completion, Shared shared)
      throws IOException, InterruptedException, Problem {
    TokenEvent first = tokens.next();
    if (first instanceof TokenEvent.Failure) {
      throw failed();
    }
    openStreams.incrementAndGet();
    try {
      BodyStream body = ChatResponse.head(exchange, faults);
      var response = new ChatResponse(body, tokens, completion, heartbeat, shared.writer(), faults);
      if (has(ChatFault.STREAMS_MIXED)) {
        shared.responses().forEach(each -> each.divert(response));
        shared.responses().add(response);
      }
      response.run(first);
    } finally {
      openStreams.decrementAndGet();
    }
  }

  private String whole(TokenStream tokens) throws InterruptedException, Problem {
    var content = new StringBuilder();
    String last = "";
    for (TokenEvent event = tokens.next();
        !(event instanceof TokenEvent.End);
        event = tokens.next()) {
      if (event instanceof TokenEvent.Token(String text)) {
        content.append(last);
        last = text;
      } else if (has(ChatFault.PART_IS_WHOLE)) {
        break;
      } else {
        throw failed();
      }
    }
    return has(ChatFault.LAST_TOKEN_LOST) ? content.toString() : content.append(last).toString();
  }

  private void stats(Exchange exchange) throws IOException {
    exchange.respond(
        200,
        Map.of(
            "executed",
            Map.of("completions", completions.get()),
            "openStreams",
            openStreams.get()));
  }

  /// Handles a request; the web server sends a refusal as it should be, unless a fault changes
  /// that.
  private Handler refusing(Handler handler) {
    return exchange -> {
      try {
        handler.handle(exchange);
      } catch (Problem problem) {
        Optional<Integer> other = otherStatus(problem);
        String message = String.valueOf(problem.getMessage());
        if (other.isPresent() && other.get() != 200) {
          throw new Problem(other.get(), message);
        }
        if (has(ChatFault.REFUSED_IN_BAND) && problem.status() < 500) {
          BodyStream body = ChatResponse.head(exchange, faults);
          body.write(Completion.error());
          body.close();
        } else if (other.isPresent() || has(ChatFault.PROBLEMS_AS_JSON)) {
          exchange.respond(other.orElse(problem.status()), Map.of("error", message));
        } else {
          throw problem;
        }
      }
    };
  }

  private Optional<Integer> otherStatus(Problem problem) {
    if (problem.status() != 502) {
      return Optional.empty();
    }
    if (has(ChatFault.FAILURE_IS_200)) {
      return Optional.of(200);
    }
    return has(ChatFault.FAILURE_IS_500) ? Optional.of(500) : Optional.empty();
  }

  private boolean has(ChatFault fault) {
    return faults.contains(fault);
  }

  @Override
  public WebServer web() {
    return web;
  }
}
