package dev.wireproof.specs.chatstream;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.wire.Octets;
import dev.wireproof.wire.sse.StreamPart.Event;
import java.util.List;
import java.util.Optional;

/// An event that carries a part of a response.
///
/// @param role when it names one
/// @param content empty when it has none
/// @param finish the finish_reason, when it is not null
record Chunk(Json json, Optional<String> role, String content, Optional<String> finish) {

  /// The chunk in an event; nothing when it is something else, which is judged by another spec.
  static Optional<Chunk> of(Event event) {
    return Json.read("a chunk", Octets.utf8(event.data())).flatMap(Chunk::of);
  }

  private static Optional<Chunk> of(Json json) {
    return json.find("choices")
        .flatMap(Json::asList)
        .filter(choices -> !choices.isEmpty())
        .map(List::getFirst)
        .map(choice ->
            new Chunk(
                json,
                choice.find("delta").flatMap(delta -> text(delta, "role")),
                choice.find("delta").flatMap(delta -> text(delta, "content")).orElse(""),
                text(choice, "finish_reason")));
  }

  private static Optional<String> text(Json json, String name) {
    return json.find(name).flatMap(Json::asText);
  }

  /// What these chunks say, joined.
  static String joined(List<Chunk> chunks) {
    var content = new StringBuilder();
    chunks.forEach(chunk -> content.append(chunk.content()));
    return content.toString();
  }

  /// The JSON, as a message shows it.
  @Override
  public String toString() {
    return json.toString();
  }
}
