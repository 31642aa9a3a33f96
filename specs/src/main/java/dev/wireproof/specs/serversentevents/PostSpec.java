package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.List;
import java.util.stream.Stream;

/// Where events come from.
class PostSpec {

  private static final int AT_ONCE = 20;

  @Must(
      id = "server-sent-events.post.accepted",
      claim = "a post is answered with 201, its id and its text",
      proves = DELIVERY,
      base = true)
  void postIsAccepted(Room room) {
    String text = room.word();
    Json answer = room.send(text).expect(status(201)).expectJson();
    if (!answer.expectText("id").matches("[A-Za-z0-9_-]{1,128}")
        || !answer.expectText("text").equals(text)) {
      throw VerdictException.violates(
          "the event, with an id of letters and digits", answer.toString());
    }
  }

  @Must(
      id = "server-sent-events.post.ids",
      claim = "no id is given twice in a room, also when many post at once",
      proves = CONCURRENCY)
  void noIdIsGivenTwice(Room room) {
    List<String> ids =
        room
            .api()
            .together(Stream.generate(() -> room.posting(room.word())).limit(AT_ONCE).toList())
            .stream()
            .map(reply -> room.posted(reply.expect(status(201)), "").id())
            .toList();
    long different = ids.stream().distinct().count();
    if (different < AT_ONCE) {
      throw VerdictException.violates(
          AT_ONCE + " different ids for " + AT_ONCE + " posts at once",
          different + " different ones: " + ids.stream().sorted().toList());
    }
  }
}
