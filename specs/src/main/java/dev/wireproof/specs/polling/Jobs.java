package dev.wireproof.specs.polling;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Api;
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
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.http1.Http1Request;
import dev.wireproof.wire.http1.Seen;
import java.util.List;

/// A client that starts jobs and asks about them, and the upstream that does their work.
public final class Jobs implements WireClient {

  static final Expectation<Seen> OK = status(200);
  static final Expectation<Seen> ACCEPTED = status(202);

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

  /// An input that nobody else uses.
  String fresh() {
    return api.fresh("in");
  }

  /// The work for this input, or for one that begins so.
  private static boolean isFor(Call call, String input) {
    return call.method().equals("POST")
        && call.path().endsWith("/work")
        && call.text().contains("\"" + input);
  }

  /// The input that a call brings.
  static String inputOf(Call call) {
    return Json.expectParsed("the call of the upstream", call.body()).expectText("input");
  }

  /// Holds the work for this input, and for all that begin so.
  Calls holding(String input) {
    return upstream.holding(call -> isFor(call, input));
  }

  /// Has the work done at once.
  Calls working(String input) {
    return answering(input, Answer.json(200, output(input)));
  }

  Calls answering(String input, Answer answer) {
    return upstream.answering(call -> isFor(call, input), answer);
  }

  Calls cutting(String input) {
    return upstream.cutting(call -> isFor(call, input));
  }

  /// What the upstream makes of an input.
  static String output(String input) {
    return Json.of("output", "done: " + input);
  }

  static boolean isOutput(Reply result, String input) {
    return result.expectJson().isSame(Json.expectParsed("", Octets.utf8(output(input))));
  }

  Http1Request request(String input) {
    return api.request("POST", "/jobs", Json.of("input", input));
  }

  Http1Request preferring(String input, String prefer) {
    return request(input).with("Prefer", prefer);
  }

  Reply post(String input) {
    return api.send(request(input));
  }

  Reply postJson(String json) {
    return api.post("/jobs", json);
  }

  Pending begin(Http1Request request) {
    return api.begin(request);
  }

  /// Starts a job, as a step that the spec needs.
  Job started(String input) {
    return new Job(this, post(input).require(ACCEPTED));
  }

  /// Starts all of these at once.
  List<Job> startedTogether(List<String> inputs) {
    return api.together(inputs.stream().map(this::request).toList()).stream()
        .map(reply -> new Job(this, reply.require(ACCEPTED)))
        .toList();
  }

  @Override
  public void close() {
    // what it opened closes with the context
  }
}
