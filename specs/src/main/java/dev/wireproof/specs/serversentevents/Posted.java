package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;

import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.sse.StreamPart.Event;

/// An event that was posted and accepted.
///
/// @param id that the response gave it
record Posted(String id, String text) {

  /// Control: reads the response to a post.
  ///
  /// @throws VerdictException when it was not accepted: the spec is inconclusive
  static Posted requireIn(Reply reply, String text) {
    return new Posted(reply.require(status(201)).json().text("id"), text);
  }

  /// Whether the event has this text.
  boolean isIn(Event event) {
    return event.data().contains(text);
  }
}
