package dev.wireproof.specs.polling;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.verdict.Expect.requireThat;

import dev.wireproof.clients.pattern.Await;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.Expectation;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Deadline;
import java.net.URI;
import java.util.List;
import java.util.stream.Stream;

/// A job that was accepted.
final class Job {

  private final Jobs jobs;
  private final Reply accepted;
  private final String id;

  Job(Jobs jobs, Reply accepted) {
    this.jobs = jobs;
    this.accepted = accepted;
    this.id = accepted.json().text("id");
  }

  String id() {
    return id;
  }

  /// The response to its POST.
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

  Reply getStatus() {
    return jobs.api().get(path());
  }

  Reply getResult() {
    return jobs.api().get(path() + "/result");
  }

  Reply delete() {
    return jobs.api().delete(path());
  }

  /// Control: its status is shown.
  ///
  /// @throws VerdictException when it is not: the spec is inconclusive
  Json requireStatus() {
    return getStatus().require(Jobs.OK).json();
  }

  /// As [#requireStatus], `n` times, one after the other.
  List<Json> requireStatuses(int n) {
    return Stream.generate(this::requireStatus).limit(n).toList();
  }

  /// Control: its result is there, or comes within the patience for an answer.
  ///
  /// @throws VerdictException when it does not: the spec is inconclusive
  Reply requireResult() {
    Await.until(() -> getResult().status() == 200, jobs.patience().forAnswer());
    return getResult().require(Jobs.OK);
  }

  /// Control: it ends within the patience for an answer.
  ///
  /// @return its last status
  /// @throws VerdictException when it does not: the spec is inconclusive
  Json requireEnded() {
    Deadline deadline = Deadline.in(jobs.patience().forAnswer());
    Json status = requireStatus();
    while (!isFinal(status) && !deadline.passed()) {
      Await.pause();
      status = requireStatus();
    }
    return requireThat(status, ended());
  }

  /// While it has not ended, each GET of its status is answered with 200, and so is the last.
  ///
  /// @return its last status
  /// @throws VerdictException when one is not; inconclusive when the job does not end
  Json expectShownUntilEnded() {
    Deadline deadline = Deadline.in(jobs.patience().forAnswer());
    Json status = getStatus().expect(Jobs.OK).json();
    while (!isFinal(status) && !deadline.passed()) {
      Await.pause();
      status = getStatus().expect(Jobs.OK).json();
    }
    return requireThat(status, ended());
  }

  private static Expectation<Json> ended() {
    return Expectation.of("the job to end", Job::isFinal);
  }

  private static boolean isFinal(Json status) {
    return !List.of("pending", "running").contains(status.text("status"));
  }

  /// Control: it ends, and its work is done.
  ///
  /// @throws VerdictException when it is not: the spec is inconclusive
  Job requireDone() {
    requireThat(requireEnded(), json("status").is("done"));
    return this;
  }
}
