package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.within;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Waiting for a slow upstream.
class WaitSpec {

  private static final int MANY = 32;
  private static final Duration HOLD = Duration.ofMillis(1500);
  private static final int WINDOWS = 6;
  private static final Duration WINDOW = Duration.ofMillis(250);

  /// Of a window; a busy wait wants all of it.
  private static final Duration NEXT_TO_NOTHING = WINDOW.dividedBy(8);

  @Must(
      id = "sync-async.wait.answer",
      claim = "a wait is answered with what the upstream answers in the end",
      proves = DELIVERY)
  void waitIsAnswered(Work work) {
    String tag = work.newTag();
    Calls calls = work.holdCall("slow", tag);
    Pending wait = work.beginWait(tag);
    Call call = calls.expectCall("a call of /slow");
    wait.expectHeld("no response before the upstream has answered");
    call.answer(Answer.text(200, "at last"));
    wait.reply().expect(status(200)).expectJson(json("slow").is("at last"));
  }

  @Must(id = "sync-async.wait.once", claim = "a wait calls the upstream once", proves = DELIVERY)
  void upstreamIsCalledOnce(Work work) {
    String tag = work.newTag();
    Calls calls = work.answerCall("slow", tag, "at last");
    work.getWait(tag).require(status(200));
    calls.expectAtMost(1, "one call of /slow");
  }

  @Must(
      id = "sync-async.wait.query",
      claim = "the query string is passed on as it is",
      proves = FIDELITY,
      cases = Query.class)
  void queryIsPassedOn(Work work, Query query) {
    String tag = work.newTag();
    Calls calls = work.answerCalls(call -> query.isCalledBy(call, tag), "ok");
    work.get("/wait" + query.with(tag));
    work.expectCalled(calls, "GET /slow" + query.with(tag));
  }

  @Must(
      id = "sync-async.wait.failure",
      claim = "when the upstream fails, the response is 502",
      proves = ERROR_HANDLING,
      cases = Failure.class)
  void failureIs502(Work work, Failure failure) {
    String control = work.newTag();
    work.answerCall("slow", control, "at last");
    work.getWait(control).require(status(200));
    String tag = work.newTag();
    work.failCall("slow", tag, failure);
    work.getWait(tag).expect(status(502));
  }

  @Must(
      id = "sync-async.wait.others-served",
      claim = "while one request waits, others are served",
      proves = {CONCURRENCY, LIVENESS},
      cases = Other.class)
  void othersAreServed(Work work, Other other) {
    String tag = work.newTag();
    Calls calls = work.holdCall("slow", tag);
    work.beginWait(tag);
    calls.requireCall("/slow");
    other.request.apply(work).expect(status(200));
  }

  /// What other clients ask for meanwhile.
  enum Other implements Case {
    ROOT(Work::getRoot),
    LOG(Work::getLog),
    WAIT(Other::anotherWait);

    private final Function<Work, Reply> request;

    Other(Function<Work, Reply> request) {
      this.request = request;
    }

    private static Reply anotherWait(Work work) {
      String tag = work.newTag();
      work.answerCall("slow", tag, "not so slow");
      return work.getWait(tag);
    }
  }

  @Must(
      id = "sync-async.wait.many",
      claim = "thirty-two requests wait at once, each for its own response, and others are served",
      proves = {CONCURRENCY, ROBUSTNESS})
  void manyWaitAtOnce(Work work) {
    List<String> tags = Stream.generate(work::newTag).limit(MANY).toList();
    List<Calls> calls = tags.stream().map(tag -> work.holdCall("slow", tag)).toList();
    List<Pending> waits = tags.stream().map(work::beginWait).toList();
    List<Call> held =
        calls.stream()
            .map(each -> each.expectCall(MANY + " calls of /slow while none is answered"))
            .toList();
    work.getRoot().expect(status(200));
    for (int i = MANY - 1; i >= 0; i--) {
      held.get(i).answer(Answer.text(200, Integer.toString(i)));
    }
    for (int i = 0; i < MANY; i++) {
      waits.get(i).reply().expect(status(200)).expectJson(json("slow").is(Integer.toString(i)));
    }
  }

  @Must(
      id = "sync-async.wait.patient",
      claim = "a wait lasts as long as the upstream takes",
      proves = LIVENESS)
  void waitIsPatient(Work work) {
    String tag = work.newTag();
    Calls calls = work.holdCall("slow", tag);
    Pending wait = work.beginWait(tag);
    Call call = calls.requireCall("/slow");
    expectThat(wait.watch(HOLD), silence());
    call.answer(Answer.text(200, "42"));
    wait.reply().expect(status(200)).expectJson(json("slow").is("42"));
  }

  private static Expectation<Seen> silence() {
    return Expectation.of(
        "no response for the " + HOLD.toMillis() + " ms that the upstream takes",
        seen -> seen instanceof Seen.Silence);
  }

  @Must(
      id = "sync-async.wait.processor",
      claim = "a request that waits needs next to no processor time",
      source = "contract B; proc(5)",
      proves = LIVENESS,
      alone = true,
      timing = true)
  void waitingNeedsNoProcessor(Work work, ServerControl server) {
    List<Long> processes = server.processes();
    String tag = work.newTag();
    Calls calls = work.holdCall("slow", tag);
    Stream.generate(() -> work.beginWait(tag)).limit(4).forEach(_ -> {});
    calls.expectCalls(4, "four calls of /slow");
    Duration wanted =
        new IdleDemand(processes, WINDOWS, NEXT_TO_NOTHING)
            .over(() -> calls.expectAtMost(4, "no other call", WINDOW));
    expectThat(
        wanted,
        within(NEXT_TO_NOTHING)
            .as("next to no processor time while four requests wait")
            .showing(demand ->
                "it wanted %d ms of the last %d ms"
                    .formatted(demand.toMillis(), WINDOW.toMillis())));
  }
}
