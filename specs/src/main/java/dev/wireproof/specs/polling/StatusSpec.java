package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.clients.pattern.Replies.body;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.between;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.IntStream;

/// What a job's status says.
class StatusSpec {

  private static final int MANY = 12;
  private static final Answer NO_500 = Answer.json(500, "{\"error\":\"no\"}");
  private static final Answer NO_404 = Answer.json(404, "{\"error\":\"no\"}");

  @Must(
      id = "polling.status.unfinished",
      claim = "a job in progress is pending or running, and its progress is below 100",
      proves = FIDELITY)
  void unfinishedJobIsShownSo(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    Job job = jobs.requireJob(input);
    work.requireCall("the work");
    job.getStatus()
        .expect(Jobs.OK)
        .expectJson(Jobs.unfinished(), json("progress").number(between(0, 99)));
  }

  @Must(
      id = "polling.status.done",
      claim = "a job whose work is done is done, and its progress is 100",
      proves = {FIDELITY, LIVENESS})
  void doneJobIsShownSo(Jobs jobs) {
    String input = jobs.newInput();
    jobs.doWork(input);
    Json status = jobs.requireJob(input).requireEnded();
    status.expect(json("status").is("done"), json("progress").is(100));
  }

  @Must(
      id = "polling.status.result-is-there",
      claim = "as soon as a job is done, its result is there",
      proves = {ORDERING, DELIVERY},
      rounds = 3)
  void resultIsThereAsSoonAsItIsDone(Jobs jobs) {
    String input = jobs.newInput();
    jobs.doWork(input);
    Job job = jobs.requireJob(input).requireDone();
    job.getResult().expect(Jobs.OK).require(body("its own result", Jobs.outputOf(input)));
  }

  @Must(
      id = "polling.status.failed",
      claim = "a job whose work has failed is shown as failed, with 200",
      proves = ERROR_HANDLING,
      cases = Failure.class)
  void failedJobIsShownSo(Jobs jobs, Failure failure) {
    String input = jobs.newInput();
    Calls work = failure.how.apply(jobs, input);
    Job job = jobs.requireJob(input);
    work.requireCall("the work");
    Json status = job.expectShownUntilEnded();
    status.expect(json("status").is("failed"), json("progress").isNot(100));
  }

  /// How the work fails.
  enum Failure implements Case {
    STATUS_500((jobs, input) -> jobs.answerWork(input, NO_500)),
    STATUS_404((jobs, input) -> jobs.answerWork(input, NO_404)),
    CUT(Jobs::cutWork);

    private final BiFunction<Jobs, String, Calls> how;

    Failure(BiFunction<Jobs, String, Calls> how) {
      this.how = how;
    }
  }

  @Must(
      id = "polling.status.not-retried",
      claim = "work that has failed is not tried again",
      proves = IDEMPOTENCY)
  void failedWorkIsNotTriedAgain(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.answerWork(input, NO_500);
    jobs.requireJob(input);
    work.requireCall("the work");
    work.expectAtMost(1, "one call of the upstream, though it has failed");
  }

  @Must(
      id = "polling.status.final",
      claim = "done is final, and the result stays the same",
      proves = {FIDELITY, DELIVERY})
  void doneIsFinal(Jobs jobs) {
    String input = jobs.newInput();
    jobs.doWork(input);
    Job job = jobs.requireJob(input).requireDone();
    Json first = job.getResult().require(Jobs.OK).json();
    for (int i = 0; i < 3; i++) {
      job.requireStatus().expect(json("status").is("done").as("a job that stays done"));
      job.getResult()
          .expect(Jobs.OK)
          .expectJson(json().is(first).as("the result of before, " + first));
    }
  }

  @Must(
      id = "polling.status.never-back",
      claim = "a status never goes back, and progress never falls",
      proves = ORDERING)
  void statusNeverGoesBack(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    Job job = jobs.requireJob(input);
    var seen = new ArrayList<Json>();
    seen.add(job.requireStatus());
    Call call = work.requireCall("the work");
    seen.addAll(job.requireStatuses(MANY / 2));
    call.answer(200, Jobs.output(input));
    seen.addAll(job.requireStatuses(MANY / 2));
    expectThat(seen, neverBack());
  }

  private static Expectation<List<Json>> neverBack() {
    return Expectation.of(
        "a status that never goes back, and a progress that never falls",
        seen -> firstFall(seen).isEmpty(),
        seen -> firstFall(seen).orElse("none"));
  }

  private static Optional<String> firstFall(List<Json> seen) {
    return IntStream.range(1, seen.size())
        .filter(i ->
            rank(seen.get(i)) < rank(seen.get(i - 1))
                || seen.get(i).number("progress") < seen.get(i - 1).number("progress"))
        .mapToObj(i -> seen.get(i - 1) + ", then " + seen.get(i))
        .findFirst();
  }

  private static int rank(Json status) {
    return List.of("pending", "running", "done").indexOf(status.text("status"));
  }

  @Must(
      id = "polling.status.safe",
      claim = "GET of a job's status does not change the job",
      rfc = "9110#9.2.1",
      proves = IDEMPOTENCY)
  void gettingTheStatusChangesNothing(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    Job job = jobs.requireJob(input);
    work.requireCall("the work");
    long first = job.requireStatus().number("progress");
    job.requireStatuses(MANY);
    job.requireStatus().expect(unfinishedAfter(first));
    work.expectAtMost(1, "one call of the upstream, however often the status is read");
  }

  private static Expectation<Json> unfinishedAfter(long first) {
    return Expectation.of(
        "a job that is not finished by reading it (at first its progress was " + first + ")",
        status ->
            !status.text("status").equals("done")
                && (first >= 100 || status.number("progress") < 100));
  }

  @Must(
      id = "polling.status.no-store",
      claim = "a status is not stored by any cache: Cache-Control has no-store",
      source = "contract C; RFC 9111 §5.2.2.5",
      proves = FIDELITY)
  void statusIsNotStored(Jobs jobs) {
    Reply reply = jobs.requireUnfinishedJob().getStatus().require(Jobs.OK);
    reply.expect(field("Cache-Control", directive("no-store")));
  }

  private static Expectation<String> directive(String name) {
    return Expectation.of(
        name, value -> List.of(value.toLowerCase(Locale.ROOT).split("[ ,]+")).contains(name));
  }

  @Must(
      id = "polling.status.retry-after",
      claim = "a response about an unfinished job has a Retry-After",
      rfc = "9110#10.2.3",
      proves = LIVENESS,
      cases = Told.class)
  void unfinishedJobSaysWhenToAskAgain(Jobs jobs, Told told) {
    Reply reply = told.reply.apply(jobs.requireUnfinishedJob());
    reply.require(status(200, 202)).expect(jobs.retryAfter());
  }

  /// Which response it is.
  enum Told implements Case {
    ACCEPTED(Job::accepted),
    STATUS(Job::getStatus);

    private final Function<Job, Reply> reply;

    Told(Function<Job, Reply> reply) {
      this.reply = reply;
    }
  }

  @Must(
      id = "polling.status.early-question",
      claim = "a GET before the time in Retry-After is answered with 200",
      proves = LIVENESS)
  void earlyGetIsAnswered(Jobs jobs) {
    Job job = jobs.requireUnfinishedJob();
    for (int i = 0; i < MANY; i++) {
      job.getStatus().expect(Jobs.OK);
    }
  }

  @Must(
      id = "polling.status.unknown",
      claim = "the status of an unknown job is 404",
      source = "contract C; RFC 9110 §15.5.5",
      proves = ERROR_HANDLING)
  void unknownJobIsNotFound(Jobs jobs) {
    jobs.api().get("/jobs/" + jobs.api().fresh("none")).expect(status(404));
  }

  @Must(
      id = "polling.result.none",
      claim = "the result of a job that has none is 404",
      proves = ERROR_HANDLING,
      cases = None.class)
  void noResultIsNotFound(Jobs jobs, None none) {
    String input = jobs.newInput();
    Calls work = none.how.apply(jobs, input);
    Job job = jobs.requireJob(input);
    work.requireCall("the work");
    if (none == None.FAILED) {
      job.requireEnded();
    }
    job.getResult().expect(status(404, 409));
  }

  /// Why there is none.
  enum None implements Case {
    UNFINISHED(Jobs::holdWork),
    FAILED(Jobs::cutWork);

    private final BiFunction<Jobs, String, Calls> how;

    None(BiFunction<Jobs, String, Calls> how) {
      this.how = how;
    }
  }
}
