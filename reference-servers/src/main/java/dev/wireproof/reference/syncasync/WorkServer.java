package dev.wireproof.reference.syncasync;

import static dev.wireproof.reference.syncasync.SyncAsyncFault.COMPUTES_ON_THE_LOOP;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.FAN_OUT_LOCKED;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.FRONT_PAGE_BEHIND_WAITS;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.POOL_OF_SIXTEEN;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.PROBLEMS_AS_JSON;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.REFUSES_WITHOUT_A_WORD;
import static dev.wireproof.reference.syncasync.SyncAsyncFault.SLOW_IN_CAPITALS;

import dev.wireproof.reference.Environment;
import dev.wireproof.reference.web.Exchange;
import dev.wireproof.reference.web.Handler;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.Router;
import dev.wireproof.reference.web.UpstreamClient;
import dev.wireproof.reference.web.WebBased;
import dev.wireproof.reference.web.WebServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

/// Waits for its upstream, computes, and keeps a log, each without making anything else wait.
final class WorkServer implements WebBased {

  private static final int POOL = 16;
  private static final int MANY = 1000;

  private final Set<SyncAsyncFault> faults;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final UpstreamClient upstream;
  private final UpstreamCalls upstreamCalls;
  private final RecordLog journal;
  private final WebServer web;

  /// The only thread of a server that has one: a computation holds the write lock, and nothing else
  /// is served.
  private final ReadWriteLock loop = new ReentrantReadWriteLock(true);

  private final Lock lock = new ReentrantLock();
  private final Semaphore front = new Semaphore(MANY);
  private final Semaphore pool = new Semaphore(POOL);

  private WorkServer(Environment environment, Set<SyncAsyncFault> faults) throws IOException {
    this.faults = faults;
    this.upstream = new UpstreamClient(environment.upstream());
    this.upstreamCalls = new UpstreamCalls(upstream, threads, faults);
    this.journal = new RecordLog(environment.stateDirOrTemporary(), faults);
    var fanOut = new FanOut(upstreamCalls, threads, faults);
    var log = new LogHandlers(journal, faults);
    var routes =
        new Router("sync-async")
            .on("GET", "/fanout", has(FAN_OUT_LOCKED) ? locked(fanOut) : fanOut)
            .on("GET", "/wait", this::await)
            .on("GET", "/compute", new Compute(faults))
            .on("POST", "/log", log::add)
            .on("GET", "/log", log::show);
    this.web =
        WebServer.start(
            environment,
            refusing(looping(routes))
                .endingOn(
                    request ->
                        has(SyncAsyncFault.ENDS_ON_PERCENT_SIGN)
                            && request.rawQuery().endsWith("%"),
                    this::close),
            this::end);
  }

  static WorkServer start(Environment environment, Set<SyncAsyncFault> faults) throws IOException {
    return new WorkServer(environment, faults);
  }

  private void await(Exchange exchange) throws IOException, InterruptedException, Problem {
    if (has(POOL_OF_SIXTEEN)) {
      pool.acquire();
      try {
        ask(exchange);
      } finally {
        pool.release();
      }
    } else {
      ask(exchange);
    }
  }

  private void ask(Exchange exchange) throws IOException, InterruptedException, Problem {
    String slow = upstreamCalls.ask("/slow", exchange.request());
    exchange.respond(
        200, Map.of("slow", has(SLOW_IN_CAPITALS) ? slow.toUpperCase(Locale.ROOT) : slow));
  }

  private Handler locked(Handler handler) {
    return exchange -> {
      lock.lockInterruptibly();
      try {
        handler.handle(exchange);
      } finally {
        lock.unlock();
      }
    };
  }

  /// Serves side by side, except what a fault has on the loop.
  private Handler looping(Handler handler) {
    return exchange -> {
      String path = exchange.request().path();
      if (has(FRONT_PAGE_BEHIND_WAITS) && path.equals("/")) {
        // all permits: there is one only when nothing waits
        front.acquire(MANY);
        front.release(MANY);
        handler.handle(exchange);
      } else if (has(FRONT_PAGE_BEHIND_WAITS) && path.equals("/wait")) {
        front.acquire();
        try {
          handler.handle(exchange);
        } finally {
          front.release();
        }
      } else if (has(COMPUTES_ON_THE_LOOP)) {
        Lock turn = path.equals("/compute") ? loop.writeLock() : loop.readLock();
        turn.lockInterruptibly();
        try {
          handler.handle(exchange);
        } finally {
          turn.unlock();
        }
      } else {
        handler.handle(exchange);
      }
    };
  }

  /// The web server sends a refusal as it should be; a fault changes that.
  private Handler refusing(Handler handler) {
    return handler.refusing(has(REFUSES_WITHOUT_A_WORD), has(PROBLEMS_AS_JSON));
  }

  private boolean has(SyncAsyncFault fault) {
    return faults.contains(fault);
  }

  @Override
  public WebServer web() {
    return web;
  }

  @Override
  public void stop(Duration grace) {
    try {
      journal.flush();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    web.stop(grace);
  }

  private void end() {
    journal.close();
    upstream.close();
    threads.shutdownNow();
  }
}
