package dev.wireproof.specs.polling;

import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Calls;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.util.List;

/// Jobs that cannot be begun as they are.
class InputSpec {

  @Must(
      id = "polling.input.refused",
      claim = "a job without a proper input is refused",
      source = "contract C; contract, Errors",
      proves = ERROR_HANDLING,
      cases = BadInput.class)
  void badInputIsRefused(Jobs jobs, BadInput bad) {
    jobs.requireUnfinishedJob();
    jobs.postJson(bad.json).expect(refusal(422));
  }

  /// Bodies that are JSON and not a job.
  enum BadInput implements Case {
    NO_INPUT("{}"),
    NUMBER("{\"input\":5}"),
    NULL("{\"input\":null}"),
    OBJECT("{\"input\":{}}");

    private final String json;

    BadInput(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "polling.input.no-json",
      claim = "a body that is not JSON is refused",
      source = "contract, Errors",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Jobs jobs) {
    jobs.requireUnfinishedJob();
    jobs.postJson("{\"input\":").expect(refusal(400));
  }

  @Must(
      id = "polling.input.begins-nothing",
      claim = "a job that was refused does not call the upstream",
      source = "contract, Errors",
      proves = ERROR_HANDLING)
  void refusedJobBeginsNothing(Jobs jobs) {
    String name = jobs.newInput();
    Calls work = jobs.doWork(name);
    jobs.postJson(Json.of("input", List.of(name))).require(refusal(422));
    work.expectAtMost(0, "no call of the upstream for a job that was refused");
  }

  @Must(
      id = "polling.input.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Jobs jobs) {
    jobs.postJson("{}").require(refusal(422)).expect(Replies.problem(422, 400));
  }
}
