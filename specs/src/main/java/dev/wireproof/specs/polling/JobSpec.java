package dev.wireproof.specs.polling;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.clients.pattern.Replies.body;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.MULTIPLEXING;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.differentFrom;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.exactly;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.Octets;
import java.util.List;

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
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    jobs.postJob(input).expect(Jobs.ACCEPTED).expectJson(json("id").isText(), Jobs.unfinished());
    work.requireCall("the work");
  }

  @Must(
      id = "polling.job.location",
      claim = "Location leads to the job's status",
      proves = FIDELITY)
  void locationLeadsToTheStatus(Jobs jobs) {
    Job job = jobs.requireUnfinishedJob();
    String location = job.accepted().expectField("Location");
    jobs.getLocation(location).expect(Jobs.OK).expectJson(json("id").is(job.id()));
  }

  @Must(
      id = "polling.job.work",
      claim = "the upstream gets the input as it came",
      proves = FIDELITY,
      cases = Input.class)
  void upstreamGetsTheInput(Jobs jobs, Input text) {
    String prefix = jobs.newInput();
    Calls work = jobs.holdWork(prefix);
    jobs.requireJob(prefix + text.text);
    Call call = work.requireCall("the work");
    Json.expectParsed("the call of the upstream", call.body())
        .expect(json("input").is(prefix + text.text));
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
      claim = "a job is begun before its client asks about it",
      proves = LIVENESS)
  void jobIsBegunUnasked(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    jobs.requireJob(input);
    work.expectCall("a call of the upstream before the first GET of the job");
  }

  @Must(
      id = "polling.job.side-by-side",
      claim = "jobs do not wait for one another: 32 are at the upstream at once",
      proves = {CONCURRENCY, MULTIPLEXING},
      alone = true)
  void jobsDoNotWaitForOneAnother(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    long limit = jobs.api().target().numberLimit("queue-limit").orElse(SIDE_BY_SIDE);
    int most = Math.toIntExact(Math.min(SIDE_BY_SIDE, limit));
    // asked about, for servers that begin a job only then: that is another rule
    jobs.requireJobsAtOnce(Jobs.siblings(input, most)).forEach(Job::getStatus);
    work.expectCalls(most, most + " jobs at the upstream, none of which has an answer yet");
  }

  @Must(
      id = "polling.job.result",
      claim = "the result is what the upstream answered",
      proves = {FIDELITY, DELIVERY},
      cases = Output.class)
  void resultIsTheUpstreamsAnswer(Jobs jobs, Output output) {
    String input = jobs.newInput();
    jobs.answerWork(input, Answer.json(200, output.json));
    Job job = jobs.requireJob(input).requireDone();
    job.requireResult()
        .expectJson(
            json()
                .is(Json.parse("the output", Octets.utf8(output.json)))
                .as("the upstream's answer, " + output.json));
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
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    List<String> inputs = Jobs.siblings(input, 3);
    List<Job> started = inputs.stream().map(jobs::requireJob).toList();
    Jobs.requireDistinct(started);
    requireThat(work.reach(3), equalTo(true).as("all jobs begun"));
    work.all().reversed().forEach(call -> call.answer(200, Jobs.output(Jobs.inputOf(call))));
    for (int i = 0; i < 3; i++) {
      started
          .get(i)
          .requireDone()
          .requireResult()
          .expect(body("the result of " + inputs.get(i), containing(inputs.get(i))));
    }
  }

  private static Expectation<Json> containing(String input) {
    return Expectation.of("“" + input + "” in it", json -> json.toString().contains(input));
  }

  @Must(
      id = "polling.job.equal-inputs",
      claim = "two jobs with the same input are two jobs",
      proves = DELIVERY)
  void equalInputsAreTwoJobs(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    Job one = jobs.requireJob(input);
    Job other = jobs.requireJob(input);
    expectThat(
        other.id(),
        differentFrom(one.id())
            .as("two jobs with ids of their own")
            .showing(id -> "both are " + id));
    // asked about, for servers that begin a job only then: that is another rule
    List.of(one, other).forEach(Job::getStatus);
    work.expectCalls(2, "a call of the upstream for each of two jobs");
  }

  @Must(
      id = "polling.job.distinct-ids",
      claim = "jobs that are posted at the same moment have ids of their own",
      proves = CONCURRENCY)
  void idsAreDistinct(Jobs jobs) {
    String input = jobs.newInput();
    jobs.doWork(input);
    List<Job> started = jobs.requireJobsAtOnce(Jobs.siblings(input, AT_ONCE));
    expectThat(
        started.stream().map(Job::id).distinct().count(),
        exactly(AT_ONCE).as(AT_ONCE + " jobs with as many ids").showing(n -> n + " ids"));
  }
}
