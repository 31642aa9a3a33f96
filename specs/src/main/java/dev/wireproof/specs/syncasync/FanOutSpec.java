package dev.wireproof.specs.syncasync;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ORDERING;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// Three questions at once: a caller that waits for all of them together.
class FanOutSpec {

  private static final Duration APART = Duration.ofMillis(20);

  @Must(
      id = "sync-async.fanout.answer",
      claim = "a fan-out is answered with what a, b and c say",
      proves = DELIVERY,
      base = true)
  void threeAnswersAreOne(Work work) {
    String tag = work.tag();
    Work.NAMES.forEach(name -> work.answering(name, tag, "said"));
    Reply reply = work.fanOut(tag).expect(status(200));
    for (String name : Work.NAMES) {
      if (!reply.expectJson().expectText(name).equals("said")) {
        throw VerdictException.violates(
            "what was said, “said”, as “" + name + "”", reply.toString());
      }
    }
  }

  private static void expectNames(Reply reply) {
    reply.expect(status(200));
    for (String name : Work.NAMES) {
      if (!reply.expectJson().expectText(name).equals(name)) {
        throw VerdictException.violates(
            "as “%s” what %s said, “%s”".formatted(name, name, name), "" + reply);
      }
    }
  }

  @Must(
      id = "sync-async.fanout.together",
      claim = "all three questions are at the upstream before it answers the first",
      proves = CONCURRENCY)
  void noneWaitsForAnother(Work work) {
    String tag = work.tag();
    List<Calls> calls = Work.NAMES.stream().map(name -> work.holding(name, tag)).toList();
    Pending pending = work.beginFanOut(tag);
    var held = new ArrayList<Call>();
    for (Calls each : calls) {
      held.add(each.expectCall("a, b and c asked before one of them has answered"));
    }
    for (int i = 0; i < held.size(); i++) {
      held.get(i).answer(Answer.text(200, Work.NAMES.get(i)));
    }
    pending.reply().require(status(200));
  }

  @Must(
      id = "sync-async.fanout.any-order",
      claim = "each answer has its own place, in whichever order they come",
      proves = {ORDERING, CONCURRENCY})
  void answersMayComeInAnyOrder(Work work) {
    String tag = work.tag();
    List<Calls> calls = Work.NAMES.stream().map(name -> work.holding(name, tag)).toList();
    Pending pending = work.beginFanOut(tag);
    for (int i = calls.size() - 1; i >= 0; i--) {
      calls.get(i).requireCall(Work.NAMES.get(i)).answer(Answer.text(200, Work.NAMES.get(i)));
      if (i > 0) {
        pending.watch(APART); // so that it has read this one when the next comes
      }
    }
    expectNames(pending.reply());
  }

  @Must(id = "sync-async.fanout.once", claim = "each question is asked once", proves = DELIVERY)
  void eachQuestionIsAskedOnce(Work work) {
    String tag = work.tag();
    Calls calls =
        work.upstream()
            .answering(
                call -> call.query("tag").filter(tag::equals).isPresent(), Answer.text(200, "x"));
    work.fanOut(tag).require(status(200));
    calls.expectAtMost(Work.NAMES.size(), "one call of a, b and c each");
  }

  @Must(
      id = "sync-async.fanout.query",
      claim = "the query string is passed on as it is",
      proves = FIDELITY,
      cases = Query.class)
  void queryIsPassedOn(Work work, Query query) {
    query.judge(work, "/fanout", "/a");
  }

  @Must(
      id = "sync-async.fanout.text",
      claim = "what the upstream says is passed on character by character",
      proves = FIDELITY,
      cases = Said.class)
  void textIsPassedOn(Work work, Said said) {
    String tag = work.tag();
    Work.NAMES.forEach(name -> work.answering(name, tag, said.text));
    Reply reply = work.fanOut(tag).expect(status(200));
    if (!reply.expectJson().expectText("b").equals(said.text)) {
      throw VerdictException.violates("what b said, “" + said.text + "”", reply.toString());
    }
  }

  /// What an upstream may say.
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
      claim = "when one of the three fails, the answer is 502",
      proves = ERROR_HANDLING,
      cases = Failure.class)
  void oneFailureIs502(Work work, Failure failure) {
    String control = work.tag();
    work.answeringAll(control);
    work.fanOut(control).require(status(200));
    String tag = work.tag();
    work.answering("a", tag, "a");
    failure.of(work, "b", tag);
    work.answering("c", tag, "c");
    work.fanOut(tag).expect(status(502));
  }

  @Must(
      id = "sync-async.fanout.side-by-side",
      claim = "a fan-out does not wait for another one",
      proves = {CONCURRENCY, LIVENESS},
      alone = true)
  void fanOutsDoNotWaitForEachOther(Work work) {
    String held = work.tag();
    String free = work.tag();
    List<Calls> calls = Work.NAMES.stream().map(name -> work.holding(name, held)).toList();
    work.answeringAll(free);
    work.beginFanOut(held);
    calls.getFirst().requireCall("a of the first fan-out");
    work.fanOut(free).expect(status(200));
  }
}
