package dev.wireproof.specs.polling;

import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.VerdictException;
import java.net.URI;

/// A job that was accepted.
final class Job {

  private final Jobs jobs;
  private final Reply accepted;
  private final String id;

  Job(Jobs jobs, Reply accepted) {
    this.jobs = jobs;
    this.accepted = accepted;
    this.id = accepted.expectJson().expectText("id");
  }

  String id() {
    return id;
  }

  /// The answer to its POST.
  Reply accepted() {
    return accepted;
  }

  private String path() {
    return "/jobs/" + id;
  }

  /// The path of a Location that is absolute or relative to the collection.
  static String pathOf(String location) {
    return URI.create("http://target/jobs").resolve(location.strip()).getRawPath();
  }

  Reply ask() {
    return jobs.api().get(path());
  }

  /// Its status, as a step that the spec needs.
  Json status() {
    return ask().require(Jobs.OK).expectJson();
  }

  Reply result() {
    return jobs.api().get(path() + "/result");
  }

  /// Its result, where some patience is allowed; a step that the spec needs.
  Reply resultWhenThere() {
    Await.until(() -> result().status() == 200, jobs.api().patience().forAnswer());
    return result().require(Jobs.OK);
  }

  Reply delete() {
    return jobs.api().delete(path());
  }

  /// Asks until it has ended.
  ///
  /// @return its last status
  /// @throws VerdictException inconclusive when it does not end
  Json ended() {
    var last = new Json[] {status()};
    if (!Await.until(() -> isEnded(last), jobs.api().patience().forAnswer())) {
      throw VerdictException.inconclusive("the job does not end: " + last[0]);
    }
    return last[0];
  }

  private boolean isEnded(Json[] last) {
    if (!isFinal(last[0])) {
      last[0] = status();
    }
    return isFinal(last[0]);
  }

  static boolean isFinal(Json status) {
    return !isUnfinished(status);
  }

  static boolean isUnfinished(Json status) {
    String text = status.expectText("status");
    return text.equals("pending") || text.equals("running");
  }

  /// Asks until it is done, as a step that the spec needs.
  Job done() {
    Json last = ended();
    if (!last.expectText("status").equals("done")) {
      throw VerdictException.inconclusive("the job is not done: " + last);
    }
    return this;
  }
}
