package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FLOW_CONTROL;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.isTrue;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Seen;
import java.util.List;

/// Jobs that are cancelled, and jobs that are too many.
class CancelSpec {

  private static final Expectation<Seen> GONE = status(404, 410);

  @Must(id = "polling.cancel.gone", claim = "a job that was cancelled is gone", proves = DELIVERY)
  void cancelledJobIsGone(Jobs jobs) {
    Job job = jobs.requireUnfinishedJob();
    job.delete().expect(status(204));
    job.getStatus().expect(GONE);
    job.getResult().expect(GONE);
  }

  @Must(
      id = "polling.cancel.call-ended",
      claim =
          "when a job is cancelled, the connection to the upstream that does its work is closed",
      proves = {LIVENESS, ROBUSTNESS})
  void callOfCancelledJobIsEnded(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    Job job = jobs.requireJob(input);
    Call call = work.requireCall("the work");
    job.delete().require(status(204));
    expectThat(
        call.awaitGivenUp(jobs.patience().forAnswer()),
        isTrue(
            "the connection to the upstream closed when the job was cancelled",
            "it is still open"));
  }

  @Must(id = "polling.cancel.finished", claim = "a finished job can be deleted", proves = DELIVERY)
  void finishedJobCanBeDeleted(Jobs jobs) {
    String input = jobs.newInput();
    jobs.doWork(input);
    Job job = jobs.requireJob(input).requireDone();
    job.delete().expect(status(204));
    job.getStatus().expect(GONE);
    job.getResult().expect(GONE);
  }

  @Must(
      id = "polling.cancel.others",
      claim = "another job with the same input goes on when one is cancelled",
      proves = DELIVERY)
  void othersGoOn(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    Job one = jobs.requireJob(input);
    Job other = jobs.requireJob(input);
    Jobs.requireDistinct(List.of(one, other));
    one.delete().require(status(204));
    other.getStatus().expect(Jobs.OK).expectJson(Jobs.unfinished());
    work.requireCall("the work");
  }

  @Must(
      id = "polling.queue.limit",
      claim = "as many jobs as promised are accepted, the next is refused until one has ended",
      source = "contract C; RFC 6585 §4",
      proves = {FLOW_CONTROL, ROBUSTNESS},
      alone = true)
  void queueHasALimit(Jobs jobs) {
    int limit = jobs.requireQueueLimit();
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    jobs.expectQueueOf(limit, input);
    jobs.postJob(input + "-one-too-many").expect(Jobs.FULL);
    work.requireCall("the work").answer(200, Jobs.output(input));
    jobs.postUntilTaken(input + "-later")
        .expect(Jobs.ACCEPTED.as("a job accepted when one of " + limit + " has ended"));
  }

  @Must(
      id = "polling.queue.retry-after",
      claim = "a job that is refused because there are too many is answered with Retry-After",
      source = "contract C; RFC 6585 §4",
      proves = {FLOW_CONTROL, LIVENESS},
      alone = true)
  void refusalSaysWhenToComeBack(Jobs jobs) {
    int limit = jobs.requireQueueLimit();
    String input = jobs.newInput();
    jobs.holdWork(input);
    jobs.expectQueueOf(limit, input);
    jobs.postJob(input + "-one-too-many").require(Jobs.FULL).expect(jobs.retryAfter());
  }
}
