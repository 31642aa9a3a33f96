package dev.wireproof.specs.polling;

import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.MULTIPLEXING;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import java.util.List;
import java.util.stream.IntStream;

/// Jobs: accepted, worked on, each with a result of its own.
class JobSpec {

  private static final long SIDE_BY_SIDE = 32;
  private static final int AT_ONCE = 24;

  @Must(
      id = "polling.job.accepted",
      claim = "a job is answered with 202 before its work is done",
      source = "contract C; RFC 9110 §15.3.3",
      proves = LIVENESS)
  void jobIsAcceptedBeforeItIsDone(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Reply reply = jobs.post(input).expect(Jobs.ACCEPTED);
    String status = reply.expectJson().expectText("status");
    if (!status.equals("pending") && !status.equals("running")) {
      throw VerdictException.violates(
          "a job that is pending or running, since its work is held", status);
    }
    calls.requireCall("the work");
  }

  @Must(
      id = "polling.job.location",
      claim = "Location leads to the job's status",
      proves = FIDELITY)
  void locationLeadsToTheStatus(Jobs jobs) {
    String input = jobs.fresh();
    jobs.holding(input);
    Job job = jobs.started(input);
    String path = Job.pathOf(job.accepted().expectField("Location"));
    Reply found = jobs.api().get(path).expect(Jobs.OK);
    if (!found.expectJson().expectText("id").equals(job.id())) {
      throw VerdictException.violates(
          "the status of job " + job.id() + " at its Location", found.toString());
    }
  }

  @Must(
      id = "polling.job.work",
      claim = "the upstream gets the input as it came",
      proves = FIDELITY,
      cases = Input.class)
  void upstreamGetsTheInput(Jobs jobs, Input text) {
    String prefix = jobs.fresh();
    String input = prefix + text.text;
    Calls calls = jobs.holding(prefix);
    jobs.started(input);
    Call call = calls.requireCall("the work");
    if (!Jobs.inputOf(call).equals(input)) {
      throw VerdictException.violates(
          "the input " + Json.write(input), Json.write(Jobs.inputOf(call)));
    }
  }

  /// Inputs that are easily damaged.
  enum Input implements Case {
    EMOJI(" 🌍 👩‍👩‍👧"),
    QUOTES(" \"quoted\" and \\"),
    LINE_ENDS("\r\nand\n"),
    BLANKS("  \t ");

    private final String text;

    Input(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "polling.job.begun",
      claim = "a job is begun without being asked about",
      proves = LIVENESS)
  void jobIsBegunUnasked(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    jobs.started(input);
    calls.expectCall("a call of the upstream, though nobody has asked about the job");
  }

  @Must(
      id = "polling.job.side-by-side",
      claim = "jobs do not wait for one another: 32 are at the upstream at once",
      proves = {CONCURRENCY, MULTIPLEXING},
      alone = true)
  void jobsDoNotWaitForOneAnother(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    long limit = jobs.api().target().numberLimit("queue-limit").orElse(SIDE_BY_SIDE);
    int most = Math.toIntExact(Math.min(SIDE_BY_SIDE, limit));
    asked(jobs.startedTogether(siblings(input, most)));
    calls.expectCalls(most, most + " jobs at the upstream, none of which has an answer yet");
  }

  /// Asks about each, for servers that begin a job only then: that is another rule.
  private static void asked(List<Job> jobs) {
    jobs.forEach(Job::ask);
  }

  private static List<String> siblings(String input, int n) {
    return IntStream.range(0, n).mapToObj(i -> input + "-" + i).toList();
  }

  @Must(
      id = "polling.job.result",
      claim = "the result is what the upstream answered",
      proves = {FIDELITY, DELIVERY},
      cases = Output.class)
  void resultIsTheUpstreamsAnswer(Jobs jobs, Output output) {
    String input = jobs.fresh();
    jobs.answering(input, Answer.json(200, output.json));
    Reply result = jobs.started(input).done().resultWhenThere();
    if (!result.expectJson().isSame(Json.expectParsed("the output", Octets.utf8(output.json)))) {
      throw VerdictException.violates("the upstream's answer, " + output.json, result.toString());
    }
  }

  /// What the upstream answers.
  enum Output implements Case {
    EMPTY("{}"),
    NESTED("{\"a\":{\"b\":[1,2,{\"c\":true}]}}"),
    UNICODE("{\"text\":\"🌍 é\"}");

    private final String json;

    Output(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "polling.job.own-result",
      claim = "each job gets the result of its own input, in whatever order they end",
      proves = {DELIVERY, CONCURRENCY})
  void eachJobGetsItsOwnResult(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    List<String> inputs = siblings(input, 3);
    List<Job> started = inputs.stream().map(jobs::started).toList();
    distinct(started);
    if (!calls.reach(inputs.size())) {
      throw VerdictException.inconclusive("not all jobs were begun");
    }
    for (Call call : calls.all().reversed()) {
      call.answer(200, Jobs.output(Jobs.inputOf(call)));
    }
    for (int i = 0; i < inputs.size(); i++) {
      Reply result = started.get(i).done().resultWhenThere();
      if (!result.expectBody().utf8().contains(inputs.get(i))) {
        throw VerdictException.violates("the result of " + inputs.get(i), result.toString());
      }
    }
  }

  private static void distinct(List<Job> jobs) {
    if (jobs.stream().map(Job::id).distinct().count() < jobs.size()) {
      throw VerdictException.inconclusive("several jobs have the same id");
    }
  }

  @Must(
      id = "polling.job.equal-inputs",
      claim = "two jobs with the same input are two jobs",
      proves = DELIVERY)
  void equalInputsAreTwoJobs(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Job one = jobs.started(input);
    Job other = jobs.started(input);
    if (one.id().equals(other.id())) {
      throw VerdictException.violates("two jobs with ids of their own", "both are " + one.id());
    }
    asked(List.of(one, other));
    calls.expectCalls(2, "a call of the upstream for each of two jobs");
  }

  @Must(
      id = "polling.job.distinct-ids",
      claim = "jobs that are posted at the same moment have ids of their own",
      proves = CONCURRENCY)
  void idsAreDistinct(Jobs jobs) {
    String input = jobs.fresh();
    jobs.working(input);
    long ids =
        jobs.startedTogether(siblings(input, AT_ONCE)).stream().map(Job::id).distinct().count();
    if (ids < AT_ONCE) {
      throw VerdictException.violates(AT_ONCE + " jobs with as many ids", ids + " ids");
    }
  }
}
