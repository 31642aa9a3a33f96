package dev.wireproof.specs.polling;

import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.time.Duration;

/// Clients that would rather wait a while for the result.
class PreferSpec {

  private static final Duration WAIT = Duration.ofSeconds(1);

  @Must(
      id = "polling.prefer.done",
      claim = "a client that waits gets the result, and its job's Location",
      source = "contract C; RFC 7240 §4.3",
      proves = NEGOTIATION)
  void waitingClientGetsTheResult(Jobs jobs) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Pending pending = jobs.begin(jobs.preferring(input, "respond-async, wait=20"));
    calls.requireCall("the work").answer(200, Jobs.output(input));
    Reply reply = pending.reply().expect(Jobs.OK);
    if (!Jobs.isOutput(reply, input)) {
      throw VerdictException.violates("the result, " + Jobs.output(input), reply.toString());
    }
    String path = Job.pathOf(reply.expectField("Location"));
    jobs.api().get(path).require(Jobs.OK);
  }

  @Must(
      id = "polling.prefer.over",
      claim = "when the wait is over the answer is 202, and not before",
      source = "contract C; RFC 7240 §4.3",
      proves = {NEGOTIATION, LIVENESS},
      timing = true)
  void waitIsOverInTime(Jobs jobs) {
    control(jobs);
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Pending pending = jobs.begin(jobs.preferring(input, "wait=1"));
    calls.requireCall("the work");
    Reply reply = pending.reply(WAIT.plus(jobs.patience().forAnswer())).expect(Jobs.ACCEPTED);
    if (reply.took().compareTo(WAIT.multipliedBy(9).dividedBy(10)) < 0) {
      throw VerdictException.violates(
          "no 202 before a second has passed", reply + " after " + reply.took().toMillis() + " ms");
    }
  }

  @Must(
      id = "polling.prefer.no-wait",
      claim = "a client that does not wait is answered at once",
      source = "contract C; RFC 7240 §4.1",
      proves = {NEGOTIATION, LIVENESS},
      cases = NoWait.class)
  void clientThatDoesNotWaitIsAnsweredAtOnce(Jobs jobs, NoWait none) {
    accepted(jobs, none.prefer);
  }

  /// A job without a preference is accepted while its work is held.
  private static void control(Jobs jobs) {
    String input = jobs.fresh();
    jobs.holding(input);
    jobs.started(input);
  }

  private static void accepted(Jobs jobs, String prefer) {
    control(jobs);
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    jobs.begin(jobs.preferring(input, prefer)).reply().expect(Jobs.ACCEPTED);
    calls.requireCall("the work");
  }

  /// Preferences for an answer at once.
  enum NoWait implements Case {
    RESPOND_ASYNC("respond-async"),
    WAIT_0("wait=0");

    private final String prefer;

    NoWait(String prefer) {
      this.prefer = prefer;
    }
  }

  @Must(
      id = "polling.prefer.unreadable",
      claim = "a Prefer that cannot be read is ignored",
      source = "contract C; RFC 7240 §2",
      proves = {NEGOTIATION, ROBUSTNESS},
      cases = Unreadable.class)
  void unreadablePreferIsIgnored(Jobs jobs, Unreadable unreadable) {
    accepted(jobs, unreadable.prefer);
  }

  /// What is no preference that anybody knows.
  enum Unreadable implements Case {
    WORD("wait=soon"),
    NEGATIVE("wait=-1"),
    NOTHING(";;,=,"),
    STRANGE("depth-noroot; foo=\"some, thing\"");

    private final String prefer;

    Unreadable(String prefer) {
      this.prefer = prefer;
    }
  }

  @Must(
      id = "polling.prefer.client-leaves",
      claim = "a client that leaves while it waits leaves its job running",
      proves = ROBUSTNESS,
      cases = Leaving.class)
  void jobOutlivesItsClient(Jobs jobs, Leaving leaving) {
    String input = jobs.fresh();
    Calls calls = jobs.holding(input);
    Pending pending = jobs.begin(jobs.preferring(input, "wait=20"));
    Call call = calls.requireCall("the work");
    if (leaving == Leaving.CLOSES) {
      pending.leave();
    } else {
      pending.reset();
    }
    if (call.awaitGivenUp(jobs.patience().forQuiet())) {
      throw VerdictException.violates(
          "work that goes on when the client leaves", "the call of the upstream was given up");
    }
  }

  /// How a client leaves.
  enum Leaving implements Case {
    CLOSES,
    RESETS
  }
}
