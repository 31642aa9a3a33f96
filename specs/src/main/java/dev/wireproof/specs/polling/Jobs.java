package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expect.requireThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.matching;
import static dev.wireproof.engine.verdict.Expectations.noDuplicates;

import dev.wireproof.clients.pattern.Api;
import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.pattern.Upstream;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.Patience;
import dev.wireproof.engine.context.SpecContext;
import dev.wireproof.engine.context.WireClient;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A client that starts jobs and asks about them, and the upstream that does their work. What each
/// verb sends stands in the table of the package's page.
public final class Jobs implements WireClient {

  static final Expectation<Seen> OK = status(200);
  static final Expectation<Seen> ACCEPTED = status(202);

  /// There are too many jobs.
  static final Expectation<Seen> FULL = status(429, 503);

  private static final int MOST_JOBS = 200;
  private static final long AN_HOUR = 3600;

  private final Api api;
  private final Upstream upstream;

  public Jobs(SpecContext context) {
    this.api = new Api(context);
    this.upstream = new Upstream(context);
  }

  Api api() {
    return api;
  }

  Patience patience() {
    return api.patience();
  }

  /// An input that no other spec uses.
  String newInput() {
    return api.fresh("in");
  }

  /// Inputs that begin alike.
  static List<String> siblings(String input, int n) {
    return IntStream.range(0, n).mapToObj(i -> input + "-" + i).toList();
  }

  /// The work for this input, or for one that begins so.
  private static boolean isFor(Call call, String input) {
    return call.method().equals("POST")
        && call.path().endsWith("/work")
        && call.text().contains("\"" + input);
  }

  /// The input that a call brings.
  static String inputOf(Call call) {
    return Json.parse("the call of the upstream", call.body()).text("input");
  }

  /// Holds the work for this input, and for all that begin so.
  Calls holdWork(String input) {
    return upstream.holding(call -> isFor(call, input));
  }

  /// Does the work for this input at once.
  Calls doWork(String input) {
    return answerWork(input, Answer.json(200, output(input)));
  }

  Calls answerWork(String input, Answer answer) {
    return upstream.answering(call -> isFor(call, input), answer);
  }

  /// Resets the connection of each call for this input.
  Calls cutWork(String input) {
    return upstream.cutting(call -> isFor(call, input));
  }

  private static String done(String input) {
    return "done: " + input;
  }

  /// What the upstream makes of an input.
  static String output(String input) {
    return Json.of("output", done(input));
  }

  /// The result of a job with this input.
  static Expectation<Json> outputOf(String input) {
    return json().is(Map.of("output", done(input))).as("the result " + output(input));
  }

  /// The status of a job that has not ended.
  static Expectation<Json> unfinished() {
    return json("status").is("pending").or(json("status").is("running"));
  }

  /// Retry-After in whole seconds, no more than promised, or as a date.
  Expectation<Seen> retryAfter() {
    long most = api.target().durationLimit("retry-after").map(d -> d.toSeconds()).orElse(AN_HOUR);
    Expectation<String> seconds =
        Expectation.of(
            "seconds, at most " + most,
            value -> value.matches("\\d{1,9}") && Long.parseLong(value) <= most);
    return field("Retry-After", matching("a date", "[A-Z][a-z]{2}, .* GMT").or(seconds));
  }

  private Http1Request post(String input) {
    return api.request("POST", "/jobs", Json.of("input", input));
  }

  Reply postJob(String input) {
    return api.send(post(input));
  }

  Reply postJson(String json) {
    return api.post("/jobs", json);
  }

  /// Sends the request and does not wait for the response.
  Pending beginPost(String input, String prefer) {
    return api.begin(post(input).with("Prefer", prefer));
  }

  /// Posts the job again as long as there are too many, for at most the patience for an answer.
  Reply postUntilTaken(String input) {
    Deadline deadline = Deadline.in(patience().forAnswer());
    Reply reply = postJob(input);
    while (FULL.allows(reply.seen()) && !deadline.passed()) {
      Await.pause();
      reply = postJob(input);
    }
    return reply;
  }

  /// The status of the job to which a Location leads that is absolute or relative to `/jobs`.
  Reply getLocation(String location) {
    return api.get(Job.pathOf(location));
  }

  /// Control: the job is accepted.
  ///
  /// @throws VerdictException when it is not: the spec is inconclusive
  Job requireJob(String input) {
    return new Job(this, postJob(input).require(ACCEPTED));
  }

  /// Control: a job without a preference is accepted while its work is held.
  ///
  /// @throws VerdictException when it is not: the spec is inconclusive
  Job requireUnfinishedJob() {
    String input = newInput();
    holdWork(input);
    return requireJob(input);
  }

  /// Control: all of these are accepted, posted at the same moment.
  ///
  /// @throws VerdictException when one is not: the spec is inconclusive
  List<Job> requireJobsAtOnce(List<String> inputs) {
    return api.together(inputs.stream().map(this::post).toList()).stream()
        .map(reply -> new Job(this, reply.require(ACCEPTED)))
        .toList();
  }

  /// Control: jobs have ids of their own.
  ///
  /// @throws VerdictException when they do not: the spec is inconclusive
  static void requireDistinct(List<Job> jobs) {
    requireThat(jobs.stream().map(Job::id).toList(), noDuplicates());
  }

  /// How many unfinished jobs the target promises to accept.
  ///
  /// @throws VerdictException when it promises none, or too many to try: the spec does not apply
  int requireQueueLimit() {
    long promised =
        api.target()
            .numberLimit("queue-limit")
            .orElseThrow(() ->
                VerdictException.notApplicable(
                    "the target promises no queue-limit; say it in its limits"));
    if (promised > MOST_JOBS) {
      throw VerdictException.notApplicable(
          "queue-limit is %d; up to %d are tried".formatted(promised, MOST_JOBS));
    }
    return Math.toIntExact(promised);
  }

  /// As many jobs as promised are accepted. Jobs of other specs that are cut off just now may still
  /// be among the unfinished ones, so each is posted until it is taken.
  ///
  /// @throws VerdictException when one is refused for being one too many; inconclusive when one is
  ///   not accepted for another reason
  void expectQueueOf(int limit, String input) {
    List<Job> jobs =
        Jobs.siblings(input, limit).stream().map(each -> expectTaken(each, limit)).toList();
    requireDistinct(jobs);
  }

  private Job expectTaken(String input, int limit) {
    Reply reply = postUntilTaken(input);
    expectThat(
        FULL.allows(reply.seen()),
        equalTo(false)
            .as("%d unfinished jobs accepted".formatted(limit))
            .showing(_ -> "that with input “%s” was refused: %s".formatted(input, reply)));
    return new Job(this, reply.require(ACCEPTED));
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
