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
    control(jobs);
    jobs.postJson(bad.json).expect(refusal(422));
  }

  private static void control(Jobs jobs) {
    String input = jobs.fresh();
    jobs.working(input);
    jobs.started(input);
  }

  /// Bodies that are JSON and no job.
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
      claim = "a body that is no JSON is refused",
      source = "contract, Errors",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Jobs jobs) {
    control(jobs);
    jobs.postJson("{\"input\":").expect(refusal(400));
  }

  @Must(
      id = "polling.input.begins-nothing",
      claim = "a job that was refused does not call the upstream",
      source = "contract, Errors",
      proves = ERROR_HANDLING)
  void refusedJobBeginsNothing(Jobs jobs) {
    String name = jobs.fresh();
    Calls calls = jobs.working(name);
    jobs.postJson(Json.of("input", List.of(name))).require(refusal(422));
    calls.expectAtMost(0, "no call of the upstream for a job that was refused");
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
