package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.List;

/// Three calls at once: a caller that waits for all of them together.
class FanOutSpec {

  private static final Duration APART = Duration.ofMillis(20);

  @Must(
      id = "sync-async.fanout.answer",
      claim = "a fan-out is answered with what a, b and c answer",
      proves = DELIVERY,
      base = true)
  void threeAnswersAreOne(Work work) {
    String tag = work.newTag();
    work.answerCalls(tag, "said");
    work.getFanOut(tag)
        .expect(status(200))
        .expectJson(json("a").is("said"), json("b").is("said"), json("c").is("said"));
  }

  @Must(
      id = "sync-async.fanout.together",
      claim = "all three calls are at the upstream before it answers the first",
      proves = CONCURRENCY)
  void noneWaitsForAnother(Work work) {
    String tag = work.newTag();
    List<Calls> calls = work.holdCalls(tag);
    Pending fanOut = work.beginFanOut(tag);
    List<Call> held =
        calls.stream()
            .map(each -> each.expectCall("a, b and c called before one of them has answered"))
            .toList();
    held.forEach(call -> call.answer(Answer.text(200, "said")));
    fanOut.reply().require(status(200));
  }

  @Must(
      id = "sync-async.fanout.any-order",
      claim = "each response keeps its own place, in whichever order they come",
      proves = {ORDERING, CONCURRENCY})
  void responsesMayComeInAnyOrder(Work work) {
    String tag = work.newTag();
    Calls a = work.holdCall("a", tag);
    Calls b = work.holdCall("b", tag);
    Calls c = work.holdCall("c", tag);
    Pending fanOut = work.beginFanOut(tag);
    c.requireCall("/c").answer(Answer.text(200, "c"));
    fanOut.watch(APART); // so that the target has read this response before the next comes
    b.requireCall("/b").answer(Answer.text(200, "b"));
    fanOut.watch(APART);
    a.requireCall("/a").answer(Answer.text(200, "a"));
    fanOut
        .reply()
        .expect(status(200))
        .expectJson(json("a").is("a"), json("b").is("b"), json("c").is("c"));
  }

  @Must(
      id = "sync-async.fanout.once",
      claim = "each of the three is called once",
      proves = DELIVERY)
  void eachIsCalledOnce(Work work) {
    String tag = work.newTag();
    Calls calls = work.answerCalls(tag, "x");
    work.getFanOut(tag).require(status(200));
    calls.expectAtMost(3, "one call of a, b and c each");
  }

  @Must(
      id = "sync-async.fanout.query",
      claim = "the query string is passed on as it is",
      proves = FIDELITY,
      cases = Query.class)
  void queryIsPassedOn(Work work, Query query) {
    String tag = work.newTag();
    Calls calls = work.answerCalls(call -> query.isCalledBy(call, tag), "ok");
    work.get("/fanout" + query.with(tag));
    work.expectCalled(calls, "GET /a" + query.with(tag));
  }

  @Must(
      id = "sync-async.fanout.text",
      claim = "what the upstream answers is passed on character by character",
      proves = FIDELITY,
      cases = Said.class)
  void textIsPassedOn(Work work, Said said) {
    String tag = work.newTag();
    work.answerCalls(tag, said.text);
    work.getFanOut(tag).expect(status(200)).expectJson(json("b").is(said.text));
  }

  /// What an upstream may answer.
  enum Said implements Case {
    EMOJI("🐌 slow"),
    COMBINING_MARK("re\u0301ponse"),
    QUOTES_AND_BACKSLASH("\"so\\so\""),
    BLANKS_AND_LINE_ENDS(" one\ntwo\n");

    private final String text;

    Said(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "sync-async.fanout.failure",
      claim = "when one of the three calls fails, the response is 502",
      proves = ERROR_HANDLING,
      cases = Failure.class)
  void oneFailureIs502(Work work, Failure failure) {
    String control = work.newTag();
    work.answerCalls(control, "said");
    work.getFanOut(control).require(status(200));
    String tag = work.newTag();
    work.answerCall("a", tag, "a");
    work.failCall("b", tag, failure);
    work.answerCall("c", tag, "c");
    work.getFanOut(tag).expect(status(502));
  }

  @Must(
      id = "sync-async.fanout.side-by-side",
      claim = "a fan-out does not wait for another one",
      proves = {CONCURRENCY, LIVENESS},
      alone = true)
  void fanOutsDoNotWaitForEachOther(Work work) {
    String held = work.newTag();
    String free = work.newTag();
    List<Calls> calls = work.holdCalls(held);
    work.answerCalls(free, "said");
    work.beginFanOut(held);
    calls.getFirst().requireCall("/a of the first fan-out");
    work.getFanOut(free).expect(status(200));
  }
}
