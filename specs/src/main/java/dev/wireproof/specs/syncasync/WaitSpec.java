package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.context.ServerControl;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.targets.process.ResourceUsage;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/// Waiting for a slow upstream.
class WaitSpec {

  private static final int MANY = 32;
  private static final Duration HOLD = Duration.ofMillis(1500);
  private static final int WINDOWS = 6;
  private static final Duration WINDOW = Duration.ofMillis(250);

  /// An eighth of a window; a busy wait wants all of it.
  private static final int NEXT_TO_NOTHING = 8;

  @Must(
      id = "sync-async.wait.answer",
      claim = "a wait is answered with what the upstream says at last",
      proves = DELIVERY)
  void waitIsAnswered(Work work) {
    String tag = work.tag();
    Calls calls = work.holding("slow", tag);
    Pending pending = work.beginWait(tag);
    Call call = calls.expectCall("a call of /slow");
    pending.expectHeld("no answer before the upstream has answered");
    call.answer(Answer.text(200, "at last"));
    expectSlow(pending.reply(), "at last");
  }

  private static void expectSlow(Reply reply, String said) {
    reply.expect(status(200));
    if (!reply.expectJson().expectText("slow").equals(said)) {
      throw VerdictException.violates("what the upstream said, “" + said + "”", reply.toString());
    }
  }

  @Must(id = "sync-async.wait.once", claim = "the upstream is asked once", proves = DELIVERY)
  void upstreamIsAskedOnce(Work work) {
    String tag = work.tag();
    Calls calls = work.answering("slow", tag, "at last");
    work.await(tag).require(status(200));
    calls.expectAtMost(1, "one call of /slow");
  }

  @Must(
      id = "sync-async.wait.query",
      claim = "the query string is passed on as it is",
      proves = FIDELITY,
      cases = Query.class)
  void queryIsPassedOn(Work work, Query query) {
    query.judge(work, "/wait", "/slow");
  }

  @Must(
      id = "sync-async.wait.failure",
      claim = "when the upstream fails, the answer is 502",
      proves = ERROR_HANDLING,
      cases = Failure.class)
  void failureIs502(Work work, Failure failure) {
    String control = work.tag();
    work.answering("slow", control, "at last");
    work.await(control).require(status(200));
    String tag = work.tag();
    failure.of(work, "slow", tag);
    work.await(tag).expect(status(502));
  }

  @Must(
      id = "sync-async.wait.others-served",
      claim = "while one waits, others are served",
      proves = {CONCURRENCY, LIVENESS},
      cases = Other.class)
  void othersAreServed(Work work, Other other) {
    String tag = work.tag();
    Calls calls = work.holding("slow", tag);
    work.beginWait(tag);
    calls.requireCall("/slow");
    other.request.apply(work).expect(status(200));
  }

  /// What others ask for meanwhile.
  enum Other implements Case {
    ROOT(work -> work.api().get("/")),
    LOG(work -> work.api().get("/log")),
    WAIT(Other::anotherWait);

    private final Function<Work, Reply> request;

    Other(Function<Work, Reply> request) {
      this.request = request;
    }

    private static Reply anotherWait(Work work) {
      String tag = work.tag();
      work.answering("slow", tag, "not so slow");
      return work.await(tag);
    }
  }

  @Must(
      id = "sync-async.wait.many",
      claim = "thirty-two wait at once, each for its own answer, and others are served",
      proves = {CONCURRENCY, ROBUSTNESS})
  void manyWaitAtOnce(Work work) {
    List<String> tags = Stream.generate(work::tag).limit(MANY).toList();
    List<Calls> calls = tags.stream().map(tag -> work.holding("slow", tag)).toList();
    List<Pending> waits = tags.stream().map(work::beginWait).toList();
    var held = new ArrayList<Call>();
    for (Calls each : calls) {
      held.add(each.expectCall(MANY + " calls of /slow while none is answered"));
    }
    work.api().get("/").expect(status(200));
    for (int i = MANY - 1; i >= 0; i--) {
      held.get(i).answer(Answer.text(200, Integer.toString(i)));
    }
    for (int i = 0; i < MANY; i++) {
      expectSlow(waits.get(i).reply(), Integer.toString(i));
    }
  }

  @Must(
      id = "sync-async.wait.patient",
      claim = "a wait lasts as long as the upstream takes",
      proves = LIVENESS)
  void waitIsPatient(Work work) {
    String tag = work.tag();
    Calls calls = work.holding("slow", tag);
    Pending pending = work.beginWait(tag);
    Call call = calls.requireCall("/slow");
    if (!(pending.watch(HOLD) instanceof Seen.Silence)) {
      throw VerdictException.violates(
          "a wait that lasts as long as the upstream takes", "" + pending.reply());
    }
    call.answer(Answer.text(200, "42"));
    expectSlow(pending.reply(), "42");
  }

  @Must(
      id = "sync-async.wait.processor",
      claim = "who waits needs no processor",
      source = "contract B; proc(5)",
      proves = LIVENESS,
      alone = true,
      timing = true)
  void waitingNeedsNoProcessor(Work work, ServerControl server) {
    List<Long> processes = server.processes();
    String tag = work.tag();
    Calls calls = work.holding("slow", tag);
    Stream.generate(() -> work.beginWait(tag)).limit(4).forEach(_ -> {});
    calls.expectCalls(4, "four calls of /slow");
    Duration wanted = WINDOW;
    for (int i = 0; i < WINDOWS && isMuch(wanted); i++) {
      Duration before = ResourceUsage.of(processes).demand();
      calls.expectAtMost(4, "no other call", WINDOW);
      wanted = ResourceUsage.of(processes).demand().minus(before);
    }
    if (isMuch(wanted)) {
      throw VerdictException.violates(
          "next to no processor time while four requests wait",
          "it wanted %d ms of the last %d ms".formatted(wanted.toMillis(), WINDOW.toMillis()));
    }
  }

  private static boolean isMuch(Duration wanted) {
    return wanted.multipliedBy(NEXT_TO_NOTHING).compareTo(WINDOW) > 0;
  }
}
