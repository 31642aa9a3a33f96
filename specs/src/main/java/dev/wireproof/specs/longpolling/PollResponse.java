package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;

/// The news that a question was answered with.
///
/// @param next the cursor behind the last of the events
record News(List<String> ids, List<String> texts, String next) {

  /// Reads an answer that is to be news.
  ///
  /// @throws VerdictException when it is none
  static News of(Reply reply) {
    return read(reply.expect(status(200)));
  }

  /// As [#of], for a step that the spec is not about.
  static News needed(Reply reply) {
    return read(reply.require(status(200)));
  }

  private static News read(Reply reply) {
    Json json = reply.expectJson();
    List<Json> events = json.expectList("events");
    return new News(
        events.stream().map(event -> event.expectText("id")).toList(),
        events.stream().map(event -> event.expectText("text")).toList(),
        json.expectText("next"));
  }

  /// These are the events, in this order.
  ///
  /// @throws VerdictException when they are not
  News expect(String what, List<String> expected) {
    if (!texts.equals(expected)) {
      throw VerdictException.violates(what + ", " + expected, texts.toString());
    }
    return this;
  }
}
