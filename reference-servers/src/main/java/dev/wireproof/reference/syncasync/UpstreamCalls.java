package dev.wireproof.reference.syncasync;

import static dev.wireproof.reference.syncasync.SyncAsyncFault.ANY_STATUS_IS_FINE;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.ASKS_TWICE;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.BODIES_IN_LATIN_1;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.BODIES_TRIMMED;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.CUT_IS_500;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.GIVES_UP_AFTER_A_SECOND;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.QUERY_ENCODED_ANEW;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.QUERY_OF_ITS_OWN;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.WAITS_BUSILY;

import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import dev.wireproof.reference.web.UpstreamClient;
import java.io.IOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;

/// Calls the upstream, and waits for its response. The waiting thread is a virtual one, so a wait
/// costs some memory and nothing else.
final class UpstreamCalls {

  private final UpstreamClient upstream;
  private final ExecutorService threads;
  private final Set<SyncAsyncFault> faults;
  private final AtomicBoolean watching = new AtomicBoolean();

  UpstreamCalls(UpstreamClient upstream, ExecutorService threads, Set<SyncAsyncFault> faults) {
    this.upstream = upstream;
    this.threads = threads;
    this.faults = faults;
  }

  /// What the upstream says at this path, asked with the query string of `request`.
  ///
  /// @throws Problem 502 when it says nothing, or anything but 200
  String ask(String path, Request request) throws Problem, InterruptedException {
    try {
      HttpResponse<String> answer = answer(path + query(request));
      if (answer.statusCode() != 200 && !faults.contains(ANY_STATUS_IS_FINE)) {
        throw new Problem(502, "The upstream answered " + answer.statusCode() + ".");
      }
      return text(answer.body());
    } catch (IOException _) {
      throw new Problem(faults.contains(CUT_IS_500) ? 500 : 502, "The upstream did not answer.");
    }
  }

  private String query(Request request) {
    String query = request.rawQuery();
    if (query.isEmpty()) {
      return faults.contains(QUERY_OF_ITS_OWN) ? "?from=server" : "";
    }
    return "?" + (faults.contains(QUERY_ENCODED_ANEW) ? encodedAnew(query) : query);
  }

  private static String encodedAnew(String query) {
    return Arrays.stream(query.split("(?<=[&=])|(?=[&=])", -1))
        .map(each -> each.matches("[&=]") ? each : coded(each))
        .collect(Collectors.joining());
  }

  private static String coded(String text) {
    return URLEncoder.encode(
        URLDecoder.decode(text, StandardCharsets.UTF_8), StandardCharsets.UTF_8);
  }

  private String text(String body) {
    if (faults.contains(BODIES_IN_LATIN_1)) {
      return new String(body.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }
    return faults.contains(BODIES_TRIMMED) ? body.strip() : body;
  }

  private HttpResponse<String> answer(String target) throws IOException, InterruptedException {
    if (faults.contains(ASKS_TWICE)) {
      return first(List.of(() -> upstream.get(target), () -> upstream.get(target)));
    }
    if (faults.contains(WAITS_BUSILY) && target.startsWith("/slow")) {
      Future<HttpResponse<String>> asked = threads.submit(() -> upstream.get(target));
      watchBusily(asked);
      return taken(asked, Long.MAX_VALUE);
    }
    return faults.contains(GIVES_UP_AFTER_A_SECOND)
        ? taken(threads.submit(() -> upstream.get(target)), 1000)
        : upstream.get(target);
  }

  /// One loop looks without a pause; more would leave the machine nothing for anything else.
  private void watchBusily(Future<?> asked) {
    if (watching.compareAndSet(false, true)) {
      Thread.ofPlatform()
          .daemon()
          .name("busy")
          .start(() -> {
            while (!asked.isDone()) {
              Thread.onSpinWait();
            }
            watching.set(false);
          });
    }
  }

  private HttpResponse<String> first(List<Callable<HttpResponse<String>>> calls)
      throws IOException, InterruptedException {
    try {
      return threads.invokeAny(calls);
    } catch (ExecutionException e) {
      throw new IOException(e);
    }
  }

  private static HttpResponse<String> taken(Future<HttpResponse<String>> asked, long milliseconds)
      throws IOException, InterruptedException {
    try {
      return asked.get(milliseconds, TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new IOException(e);
    }
  }
}
