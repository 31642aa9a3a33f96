package dev.wireproof.specs.chatstream;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.util.List;
import java.util.Optional;

/// An event that carries a part of an answer.
///
/// @param role when it names one
/// @param content empty when it has none
/// @param finish the finish_reason, when it is not null
record Chunk(Json json, Optional<String> role, String content, Optional<String> finish) {

  /// The chunk in an event; nothing when it is something else, of which another rule speaks.
  static Optional<Chunk> of(Event event) {
    try {
      Json json = Json.expectParsed("a chunk", Octets.utf8(event.data()));
      List<Json> choices = json.expectList("choices");
      Json choice = choices.getFirst();
      Optional<Json> delta = choice.find("delta");
      return Optional.of(
          new Chunk(
              json,
              delta.flatMap(each -> text(each, "role")),
              delta.flatMap(each -> text(each, "content")).orElse(""),
              text(choice, "finish_reason")));
    } catch (VerdictException _) {
      return Optional.empty();
    }
  }

  private static Optional<String> text(Json json, String name) {
    return json.find(name).filter(member -> member.value() != null).map(Json::expectText);
  }
}
