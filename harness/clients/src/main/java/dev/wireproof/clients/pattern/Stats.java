package dev.wireproof.clients.pattern;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.engine.verdict.VerdictException;
import java.util.Optional;

/// What a target counts of itself, if it offers the hook `GET /_lab/stats`. The counters are of the
/// whole server, so a spec that reads them runs alone.
public final class Stats {

  private final Api api;

  public Stats(Api api) {
    this.api = api;
  }

  /// The counter of that name, such as `openWaits` or `executed.jobs`; 0 when it is left out.
  ///
  /// @throws VerdictException when there is no such hook: the spec does not apply
  public long of(String counter) {
    Reply reply = api.get("/_lab/stats");
    if (reply.status() == 404) {
      throw VerdictException.notApplicable(
          "there is no GET /_lab/stats; with it “" + counter + "” could be judged");
    }
    Optional<Json> found = Optional.of(reply.require(status(200)).json());
    for (String member : counter.split("\\.", -1)) {
      found = found.flatMap(json -> json.find(member));
    }
    return found.map(Json::expectNumber).orElse(0L);
  }
}
