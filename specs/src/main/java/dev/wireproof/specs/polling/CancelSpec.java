package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;

import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.Verdict;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Seen;
import java.util.HashSet;
import java.util.concurrent.atomic.AtomicReference;

/// Jobs that are not wanted any more, and jobs that are too many.
class CancelSpec {

  private static final int MOST_JOBS = 200;
  private static final Expectation<Seen> GONE = status(404, 410);
  private static final Expectation<Seen> FULL = status(429, 503);

  @Must(id = "polling.cancel.gone", claim = "a job that was cancelled is gone", proves = DELIVERY)
  void cancelledJobIsGone(Jobs jobs) {
    String input = jobs.fresh();
    jobs.holding(input);
    Job job = jobs.started(input);
    job.delete().expect(status(204));
    job.ask().expect(GONE);
    job.result().expect(GONE);
  }

  @Must(
      id = "polling.cancel.call-ended",
      claim = "the work of a job that was cancelled is ended, by closing the connection to it",
      proves = {LIVENESS, ROBUSTNESS})
  void callOfCancelledJobIsEnded(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Job job = jobs.started(input);
    Call call = calls.requireCall("the work");
    job.delete().require(status(204));
    if (!call.awaitGivenUp(jobs.patience().forAnswer())) {
      throw VerdictException.violates(
          "the connection to the upstream closed when the job was cancelled", "it is still open");
    }
  }

  @Must(id = "polling.cancel.finished", claim = "a finished job can be deleted", proves = DELIVERY)
  void finishedJobCanBeDeleted(Jobs jobs) {
    String input = jobs.fresh();
    jobs.working(input);
    Job job = jobs.started(input).done();
    job.delete().expect(status(204));
    job.ask().expect(GONE);
    job.result().expect(GONE);
  }

  @Must(
      id = "polling.cancel.others",
      claim = "another job with the same input goes on when one is cancelled",
      proves = DELIVERY)
  void othersGoOn(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Job one = jobs.started(input);
    Job other = jobs.started(input);
    if (one.id().equals(other.id())) {
      throw VerdictException.inconclusive("two jobs have the same id, " + one.id());
    }
    one.delete().require(status(204));
    Reply reply = other.ask().expect(Jobs.OK);
    if (!Job.isUnfinished(reply.expectJson())) {
      throw VerdictException.violates("a job that is still in progress", reply.toString());
    }
    calls.requireCall("the work");
  }

  @Must(
      id = "polling.queue.limit",
      claim = "as many jobs as promised are accepted, the next is refused until one has ended",
      source = "contract C; RFC 6585 §4",
      proves = {FLOW_CONTROL, ROBUSTNESS},
      alone = true)
  void queueHasALimit(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    int limit = fill(jobs, input);
    jobs.post(input + "-one-too-many").expect(FULL);
    calls.requireCall("the work").answer(200, Jobs.output(input));
    String expected = "a job accepted when one of " + limit + " has ended";
    Reply later = patiently(jobs, input + "-later");
    if (later.status() != 202) {
      throw VerdictException.violates(expected, later.toString());
    }
  }

  @Must(
      id = "polling.queue.retry-after",
      claim = "a job that is refused because there are too many is told when to come back",
      source = "contract C; RFC 6585 §4",
      proves = {FLOW_CONTROL, LIVENESS},
      alone = true)
  void refusedJobIsToldWhenToComeBack(Jobs jobs) {
    String input = jobs.fresh();
    jobs.holding(input);
    fill(jobs, input);
    StatusSpec.retryAfter(jobs, jobs.post(input + "-one-too-many").require(FULL));
  }

  /// Starts jobs that do not end, until there are as many as promised. Jobs of other specs that are
  /// cut off just now may still be among them.
  private static int fill(Jobs jobs, String input) {
    long promised =
        jobs.api()
            .target()
            .numberLimit("queue-limit")
            .orElseThrow(() ->
                VerdictException.notApplicable(
                    "the target promises no queue-limit; say it in its limits"));
    if (promised > MOST_JOBS) {
      throw VerdictException.notApplicable(
          "queue-limit is %d; up to %d are tried".formatted(promised, MOST_JOBS));
    }
    int limit = Math.toIntExact(promised);
    var ids = new HashSet<String>();
    for (int i = 1; i <= limit; i++) {
      Reply reply = patiently(jobs, input + "-" + i);
      if (FULL.judge(reply.seen()) instanceof Verdict.Conforms) {
        throw VerdictException.violates(
            "%d unfinished jobs accepted".formatted(limit), "number %d was refused".formatted(i));
      }
      ids.add(reply.require(Jobs.ACCEPTED).expectJson().expectText("id"));
    }
    if (ids.size() < limit) {
      throw VerdictException.inconclusive("%d jobs have %d ids".formatted(limit, ids.size()));
    }
    return limit;
  }

  /// Posts a job, again and again as long as it is refused.
  private static Reply patiently(Jobs jobs, String input) {
    var last = new AtomicReference<>(jobs.post(input));
    Await.until(
        () -> {
          if (FULL.judge(last.get().seen()) instanceof Verdict.Conforms) {
            last.set(jobs.post(input));
          }
          return !(FULL.judge(last.get().seen()) instanceof Verdict.Conforms);
        },
        jobs.patience().forAnswer());
    return last.get();
  }
}
