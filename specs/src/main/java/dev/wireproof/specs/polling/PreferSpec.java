package dev.wireproof.specs.polling;

import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.notBefore;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.function.Consumer;

/// Clients that prefer to wait a while for the result.
class PreferSpec {

  private static final Duration WAIT = Duration.ofSeconds(1);

  @Must(
      id = "polling.prefer.done",
      claim = "a client that waits gets the result, and its job's Location",
      source = "contract C; RFC 7240 §4.3",
      proves = NEGOTIATION)
  void waitingClientGetsTheResult(Jobs jobs) {
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    Pending post = jobs.beginPost(input, "respond-async, wait=20");
    work.requireCall("the work").answer(200, Jobs.output(input));
    Reply reply = post.reply().expect(Jobs.OK);
    reply.expectJson(Jobs.outputOf(input));
    jobs.getLocation(reply.expectField("Location")).require(Jobs.OK);
  }

  @Must(
      id = "polling.prefer.over",
      claim = "when the wait is over the response is 202, and not before",
      source = "contract C; RFC 7240 §4.3",
      proves = {NEGOTIATION, LIVENESS},
      timing = true)
  void waitIsOverInTime(Jobs jobs) {
    jobs.requireUnfinishedJob();
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    Pending post = jobs.beginPost(input, "wait=1");
    work.requireCall("the work");
    Reply reply = post.reply(WAIT.plus(jobs.patience().forAnswer())).expect(Jobs.ACCEPTED);
    expectThat(
        reply.took(),
        notBefore(WAIT.multipliedBy(9).dividedBy(10))
            .as("no 202 before a second has passed")
            .showing(took -> reply + " after " + took.toMillis() + " ms"));
  }

  @Must(
      id = "polling.prefer.no-wait",
      claim = "a client that does not wait is answered at once",
      source = "contract C; RFC 7240 §4.1",
      proves = {NEGOTIATION, LIVENESS},
      cases = NoWait.class)
  void clientThatDoesNotWaitIsAnsweredAtOnce(Jobs jobs, NoWait none) {
    jobs.requireUnfinishedJob();
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    jobs.beginPost(input, none.prefer).reply().expect(Jobs.ACCEPTED);
    work.requireCall("the work");
  }

  /// Preferences for a response at once.
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
    jobs.requireUnfinishedJob();
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    jobs.beginPost(input, unreadable.prefer).reply().expect(Jobs.ACCEPTED);
    work.requireCall("the work");
  }

  /// Fields that do not hold any known preference.
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
    String input = jobs.newInput();
    Calls work = jobs.holdWork(input);
    Pending post = jobs.beginPost(input, "wait=20");
    Call call = work.requireCall("the work");
    leaving.of.accept(post);
    expectThat(
        call.awaitGivenUp(jobs.patience().forQuiet()),
        equalTo(false)
            .as("work that goes on when the client leaves")
            .showing(_ -> "the call of the upstream was given up"));
  }

  /// How a client leaves.
  enum Leaving implements Case {
    CLOSES(Pending::leave),
    RESETS(Pending::reset);

    private final Consumer<Pending> of;

    Leaving(Consumer<Pending> of) {
      this.of = of;
    }
  }
}
