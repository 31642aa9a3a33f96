package dev.wireproof.reference.syncasync;

import static dev.wireproof.reference.syncasync.SyncAsyncFault.LEAVES_C_OUT;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.NAMED_AS_THEY_COME;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.ONE_AFTER_ANOTHER;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.POOL_OF_TWO;

import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Request;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/// `GET /fanout`: makes three calls at once and responds when it has all three results, so it takes
/// as long as the slowest of them and not as long as all together.
final class FanOut implements Handler {

  private static final List<String> NAMES = List.of("a", "b", "c");

  private final UpstreamCalls upstreamCalls;
  private final ExecutorService threads;
  private final Set<SyncAsyncFault> faults;

  FanOut(UpstreamCalls upstreamCalls, ExecutorService threads, Set<SyncAsyncFault> faults) {
    this.upstreamCalls = upstreamCalls;
    this.threads = threads;
    this.faults = faults;
  }

  @Override
  public void handle(Exchange exchange) throws IOException, InterruptedException, Problem {
    if (!faults.contains(POOL_OF_TWO)) {
      exchange.respond(200, results(exchange.request(), threads));
      return;
    }
    try (var two = Executors.newFixedThreadPool(2, Thread.ofVirtual().factory())) {
      exchange.respond(200, results(exchange.request(), two));
    }
  }

  private Map<String, String> results(Request request, ExecutorService asking)
      throws InterruptedException, Problem {
    var results = new LinkedHashMap<String, String>();
    if (faults.contains(ONE_AFTER_ANOTHER)) {
      for (String name : NAMES) {
        results.put(name, upstreamCalls.ask("/" + name, request));
      }
    } else if (faults.contains(NAMED_AS_THEY_COME)) {
      CompletionService<String> completed = new ExecutorCompletionService<>(asking);
      NAMES.forEach(name -> completed.submit(() -> upstreamCalls.ask("/" + name, request)));
      for (String name : NAMES) {
        results.put(name, result(completed.take()));
      }
    } else {
      List<Future<String>> asked =
          NAMES.stream()
              .filter(name -> !name.equals("c") || !faults.contains(LEAVES_C_OUT))
              .map(name -> asking.submit(() -> upstreamCalls.ask("/" + name, request)))
              .toList();
      for (int i = 0; i < asked.size(); i++) {
        results.put(NAMES.get(i), result(asked.get(i)));
      }
    }
    return results;
  }

  private static String result(Future<String> asked) throws InterruptedException, Problem {
    try {
      return asked.get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw new IllegalStateException(e);
    }
  }
}
