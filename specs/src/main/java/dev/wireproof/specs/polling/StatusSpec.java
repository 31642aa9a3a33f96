package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;

/// What is told of a job.
class StatusSpec {

  private static final int QUESTIONS = 12;
  private static final int ROUNDS = 3;
  private static final long AN_HOUR = 3600;

  @Must(
      id = "polling.status.unfinished",
      claim = "a job in progress is pending or running, and its progress is below 100",
      proves = FIDELITY)
  void unfinishedJobIsToldSo(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Job job = jobs.started(input);
    calls.requireCall("the work");
    Json status = job.ask().expect(Jobs.OK).expectJson();
    long progress = status.expectNumber("progress");
    if (!Job.isUnfinished(status) || progress < 0 || progress >= 100) {
      throw VerdictException.violates(
          "pending or running, and a progress of 0 to 99", status.toString());
    }
  }

  @Must(
      id = "polling.status.done",
      claim = "a job whose work is done is done, and its progress is 100",
      proves = {FIDELITY, LIVENESS})
  void doneJobIsToldSo(Jobs jobs) {
    String input = jobs.fresh();
    jobs.working(input);
    Json status = jobs.started(input).ended();
    if (!status.expectText("status").equals("done") || status.expectNumber("progress") != 100) {
      throw VerdictException.violates("done, and a progress of 100", status.toString());
    }
  }

  @Must(
      id = "polling.status.result-is-there",
      claim = "as soon as a job is done, its result is there",
      proves = {ORDERING, DELIVERY})
  void resultIsThereAsSoonAsItIsDone(Jobs jobs) {
    for (int round = 0; round < ROUNDS; round++) {
      String input = jobs.fresh();
      jobs.working(input);
      Reply result = jobs.started(input).done().result().expect(Jobs.OK);
      if (!Jobs.isOutput(result, input)) {
        throw VerdictException.inconclusive("it is another result: " + result);
      }
    }
  }

  @Must(
      id = "polling.status.failed",
      claim = "a job whose work has failed is told so, with 200",
      proves = ERROR_HANDLING,
      cases = Failure.class)
  void failedJobIsToldSo(Jobs jobs, Failure failure) {
    String input = jobs.fresh();
    Calls calls = failure.how.apply(jobs, input);
    Job job = jobs.started(input);
    calls.requireCall("the work");
    Json status = untilEnded(job);
    if (!status.expectText("status").equals("failed") || status.expectNumber("progress") == 100) {
      throw VerdictException.violates("failed, and a progress that is not 100", status.toString());
    }
  }

  private static Json untilEnded(Job job) {
    Reply first = job.ask();
    if (first.status() / 100 == 5) {
      first.expect(Jobs.OK);
    }
    return job.ended();
  }

  /// How the work fails.
  enum Failure implements Case {
    STATUS_500((jobs, input) -> jobs.answering(input, Answer.json(500, "{\"error\":\"no\"}"))),
    STATUS_404((jobs, input) -> jobs.answering(input, Answer.json(404, "{\"error\":\"no\"}"))),
    CUT(Jobs::cutting);

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
    String input = jobs.fresh();
    Calls calls = jobs.answering(input, Answer.json(500, "{\"error\":\"no\"}"));
    jobs.started(input);
    calls.requireCall("the work");
    calls.expectAtMost(1, "one call of the upstream, though it has failed");
  }

  @Must(
      id = "polling.status.final",
      claim = "done is final, and the result stays the same",
      proves = {FIDELITY, DELIVERY})
  void doneIsFinal(Jobs jobs) {
    String input = jobs.fresh();
    jobs.working(input);
    Job job = jobs.started(input).done();
    Json first = job.result().require(Jobs.OK).expectJson();
    for (int i = 0; i < ROUNDS; i++) {
      String status = job.status().expectText("status");
      if (!status.equals("done")) {
        throw VerdictException.violates("a job that stays done", status);
      }
      Reply again = job.result().expect(Jobs.OK);
      if (!again.expectJson().isSame(first)) {
        throw VerdictException.violates("the same result, " + first, again.toString());
      }
    }
  }

  @Must(
      id = "polling.status.never-back",
      claim = "a status never goes back, and progress never falls",
      proves = ORDERING)
  void statusNeverGoesBack(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Job job = jobs.started(input);
    Json before = job.status();
    calls.requireCall("the work");
    for (int i = 0; i < QUESTIONS; i++) {
      if (i == QUESTIONS / 2) {
        calls.all().getFirst().answer(200, Jobs.output(input));
      }
      Json now = job.status();
      boolean back =
          rank(now) < rank(before)
              || now.expectNumber("progress") < before.expectNumber("progress");
      if (back) {
        throw VerdictException.violates("nothing less than " + before, now.toString());
      }
      before = now;
    }
  }

  private static int rank(Json status) {
    return List.of("pending", "running", "done").indexOf(status.expectText("status"));
  }

  @Must(
      id = "polling.status.safe",
      claim = "asking changes nothing",
      rfc = "9110#9.2.1",
      proves = IDEMPOTENCY)
  void askingChangesNothing(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Job job = jobs.started(input);
    calls.requireCall("the work");
    long first = job.status().expectNumber("progress");
    for (int i = 0; i < QUESTIONS; i++) {
      job.status();
    }
    Json last = job.status();
    boolean finished = first < 100 && last.expectNumber("progress") >= 100;
    if (finished || last.expectText("status").equals("done")) {
      throw VerdictException.violates(
          "a job that is not finished by asking (at first its progress was " + first + ")",
          last.toString());
    }
    calls.expectAtMost(1, "one call of the upstream, however often it is asked about");
  }

  @Must(
      id = "polling.status.no-store",
      claim = "a status is kept by no cache",
      source = "contract C; RFC 9111 §5.2.2.5",
      proves = FIDELITY)
  void statusIsKeptByNoCache(Jobs jobs) {
    String input = jobs.fresh();
    jobs.holding(input);
    String control = jobs.started(input).ask().require(Jobs.OK).expectField("Cache-Control");
    if (!List.of(control.toLowerCase(Locale.ROOT).split("[ ,]+")).contains("no-store")) {
      throw VerdictException.violates("Cache-Control: no-store", control);
    }
  }

  @Must(
      id = "polling.status.retry-after",
      claim = "an unfinished job says when to ask again",
      rfc = "9110#10.2.3",
      proves = LIVENESS,
      cases = Told.class)
  void unfinishedJobSaysWhenToAskAgain(Jobs jobs, Told told) {
    String input = jobs.fresh();
    jobs.holding(input);
    Reply reply = told.reply.apply(jobs.started(input)).require(status(200, 202));
    retryAfter(jobs, reply);
  }

  /// Whole seconds, no more than promised, or a date.
  static void retryAfter(Jobs jobs, Reply reply) {
    String after = reply.expectField("Retry-After");
    long most =
        jobs.api().target().durationLimit("retry-after").map(d -> d.toSeconds()).orElse(AN_HOUR);
    boolean date = after.matches("[A-Z][a-z]{2}, .* GMT");
    if (!date && !(after.matches("\\d{1,9}") && Long.parseLong(after) <= most)) {
      throw VerdictException.violates("seconds, at most " + most + ", in Retry-After", after);
    }
  }

  /// Where it is told.
  enum Told implements Case {
    ACCEPTED(Job::accepted),
    STATUS(Job::ask);

    private final Function<Job, Reply> reply;

    Told(Function<Job, Reply> reply) {
      this.reply = reply;
    }
  }

  @Must(
      id = "polling.status.early-question",
      claim = "who asks earlier than told is answered",
      proves = LIVENESS)
  void earlyQuestionIsAnswered(Jobs jobs) {
    String input = jobs.fresh();
    jobs.holding(input);
    Job job = jobs.started(input);
    Stream.generate(job::ask).limit(QUESTIONS).forEach(reply -> reply.expect(Jobs.OK));
  }

  @Must(
      id = "polling.status.unknown",
      claim = "of a job that never was there is nothing: 404",
      source = "contract C; RFC 9110 §15.5.5",
      proves = ERROR_HANDLING)
  void unknownJobIsNotFound(Jobs jobs) {
    jobs.api().get("/jobs/" + jobs.api().fresh("none")).expect(status(404));
  }

  @Must(
      id = "polling.result.none",
      claim = "where there is no result the answer is 404",
      proves = ERROR_HANDLING,
      cases = None.class)
  void noResultIsNotFound(Jobs jobs, None none) {
    String input = jobs.fresh();
    Calls calls = none.how.apply(jobs, input);
    Job job = jobs.started(input);
    calls.requireCall("the work");
    if (none == None.FAILED) {
      job.ended();
    }
    job.result().expect(status(404, 409));
  }

  /// Why there is none.
  enum None implements Case {
    UNFINISHED(Jobs::holding),
    FAILED(Jobs::cutting);

    private final BiFunction<Jobs, String, Calls> how;

    None(BiFunction<Jobs, String, Calls> how) {
      this.how = how;
    }
  }
}
