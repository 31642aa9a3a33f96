package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.inOrder;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;

/// The events that a poll was answered with.
///
/// @param next the cursor after the last of the events
record PollResponse(List<String> ids, List<String> texts, String next) {

  /// Reads a response that has events.
  ///
  /// @throws VerdictException when it has none: the spec is inconclusive
  static PollResponse requireIn(Reply reply) {
    Json json = reply.require(status(200)).json();
    List<Json> events = json.list("events");
    return new PollResponse(
        events.stream().map(event -> event.text("id")).toList(),
        events.stream().map(event -> event.text("text")).toList(),
        json.text("next"));
  }

  /// Reads a response that the rule wants to have events.
  ///
  /// @throws VerdictException when it has none
  static PollResponse expectIn(Reply reply) {
    Json json = reply.expect(status(200)).expectJson();
    List<Json> events = json.expectList("events");
    return new PollResponse(
        events.stream().map(event -> event.expectText("id")).toList(),
        events.stream().map(event -> event.expectText("text")).toList(),
        json.expectText("next"));
  }

  /// These are the texts of the events, in this order, and there are no others.
  ///
  /// @throws VerdictException when they are not
  PollResponse expectTexts(String... wanted) {
    expectThat(texts, inOrder(List.of(wanted)).as("the events " + List.of(wanted)));
    return this;
  }
}
