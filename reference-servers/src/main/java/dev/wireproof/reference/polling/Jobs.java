package dev.wireproof.reference.polling;

import static dev.wireproof.reference.polling.PollingFault.ANY_ANSWER_IS_DONE;
import static dev.wireproof.reference.polling.PollingFault.BEGINS_WHEN_ASKED;
import static dev.wireproof.reference.polling.PollingFault.CANCELLED_CALL_GOES_ON;
import static dev.wireproof.reference.polling.PollingFault.CANCELLED_JOB_STAYS;
import static dev.wireproof.reference.polling.PollingFault.CANCELS_EQUAL_INPUTS;
import static dev.wireproof.reference.polling.PollingFault.EQUAL_INPUTS_ARE_ONE_JOB;
import static dev.wireproof.reference.polling.PollingFault.IDS_FROM_THE_CLOCK;
import static dev.wireproof.reference.polling.PollingFault.INPUT_STRIPPED;
import static dev.wireproof.reference.polling.PollingFault.QUEUE_WITHOUT_END;
import static dev.wireproof.reference.polling.PollingFault.REFUSED_WITHOUT_RETRY_AFTER;
import static dev.wireproof.reference.polling.PollingFault.RESULTS_BY_PREFIX;
import static dev.wireproof.reference.polling.PollingFault.SIXTEEN_WORKERS;
import static dev.wireproof.reference.polling.PollingFault.TRIES_AGAIN;

import com.fasterxml.jackson.jr.ob.JSON;
import dev.wireproof.reference.web.Problem;
import dev.wireproof.reference.web.UpstreamClient;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/// All jobs, each with a thread of its own that calls the upstream and waits.
final class Jobs implements AutoCloseable {

  private static final int PREFIX = 11;

  private final UpstreamClient upstream;
  private final int limit;
  private final Set<PollingFault> faults;
  private final Map<String, Job> jobs = new ConcurrentHashMap<>();
  private final Map<String, Thread> threads = new ConcurrentHashMap<>();
  private final Map<String, String> resultsByPrefix = new ConcurrentHashMap<>();
  private final Semaphore workers = new Semaphore(16);
  private final AtomicInteger last = new AtomicInteger();
  private final AtomicInteger calls = new AtomicInteger();

  /// @param limit so many unfinished jobs are accepted
  Jobs(UpstreamClient upstream, int limit, Set<PollingFault> faults) {
    this.upstream = upstream;
    this.limit = limit;
    this.faults = faults;
  }

  /// Accepts a job, which is to be begun then.
  ///
  /// @throws Problem when there are too many that are not finished
  synchronized Job accept(String input) throws Problem {
    long unfinished = jobs.values().stream().filter(Job::isUnfinished).count();
    if (unfinished >= limit && !has(QUEUE_WITHOUT_END)) {
      throw has(REFUSED_WITHOUT_RETRY_AFTER)
          ? new Problem(429, "Too many jobs are unfinished.")
          : new Problem(429, "Too many jobs are unfinished.", "Retry-After: 1");
    }
    Optional<Job> equal = jobs.values().stream().filter(job -> job.input().equals(input)).findAny();
    if (has(EQUAL_INPUTS_ARE_ONE_JOB) && equal.isPresent()) {
      return equal.get();
    }
    var job = new Job(nextId(input), input, faults);
    jobs.put(job.id(), job);
    return job;
  }

  /// Begins a job. The client that asked for it need not stay.
  void begin(Job job) {
    if (job.isTakenNow()) {
      Thread thread = Thread.ofVirtual().name("job-" + job.id()).unstarted(() -> run(job));
      threads.put(job.id(), thread);
      thread.start();
    }
  }

  private String nextId(String input) {
    int number = last.incrementAndGet();
    return has(IDS_FROM_THE_CLOCK)
        ? prefix(input) + "-" + System.currentTimeMillis() / 200
        : "j" + number;
  }

  private static String prefix(String input) {
    return input.substring(0, Math.min(PREFIX, input.length())).replaceAll("[^A-Za-z0-9]", "");
  }

  private void run(Job job) {
    try {
      if (has(BEGINS_WHEN_ASKED)) {
        job.awaitQuestion();
      }
      if (has(SIXTEEN_WORKERS)) {
        workers.acquire();
      }
      work(job);
    } catch (InterruptedException _) {
      job.fail(); // it was cancelled, or the server ends
    } finally {
      threads.remove(job.id());
      if (has(SIXTEEN_WORKERS)) {
        workers.release();
      }
    }
  }

  private void work(Job job) throws InterruptedException {
    job.begin();
    int tries = has(TRIES_AGAIN) ? 2 : 1;
    for (int i = 0; i < tries; i++) {
      Optional<String> result = call(job.input());
      if (result.isPresent()) {
        job.finish(kept(job.input(), result.get()));
        return;
      }
    }
    job.fail();
  }

  private String kept(String input, String result) {
    return has(RESULTS_BY_PREFIX)
        ? resultsByPrefix.merge(prefix(input), result, (first, _) -> first)
        : result;
  }

  /// One call of the upstream.
  ///
  /// @return its result; nothing when it failed
  private Optional<String> call(String input) throws InterruptedException {
    calls.incrementAndGet();
    try {
      String sent = has(INPUT_STRIPPED) ? input.strip() : input;
      HttpResponse<String> answer =
          upstream.post("/work", JSON.std.asString(Map.of("input", sent)));
      boolean fine = answer.statusCode() == 200 || has(ANY_ANSWER_IS_DONE);
      return fine ? Optional.of(answer.body()) : Optional.empty();
    } catch (IOException _) {
      return Optional.empty();
    }
  }

  Optional<Job> find(String id) {
    return Optional.ofNullable(jobs.get(id));
  }

  /// Forgets a job, and gives up its call of the upstream if it is under way.
  void cancel(Job job) {
    if (has(CANCELS_EQUAL_INPUTS)) {
      jobs.values().stream()
          .filter(other -> other.input().equals(job.input()))
          .toList()
          .forEach(this::end);
    }
    end(job);
  }

  private void end(Job job) {
    if (!has(CANCELLED_JOB_STAYS)) {
      jobs.remove(job.id());
    }
    Thread thread = threads.get(job.id());
    if (thread != null && !has(CANCELLED_CALL_GOES_ON)) {
      thread.interrupt();
    }
  }

  int calls() {
    return calls.get();
  }

  void reset() {
    jobs.values().forEach(this::end);
    jobs.clear();
    calls.set(0);
  }

  private boolean has(PollingFault fault) {
    return faults.contains(fault);
  }

  @Override
  public void close() {
    threads.values().forEach(Thread::interrupt);
    upstream.close();
  }
}
