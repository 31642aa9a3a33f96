package dev.wireproof.specs.serversentevents;

import static dev.wireproof.harness.http1.Expectation.status;
import static dev.wireproof.harness.spec.Property.CONCURRENCY;
import static dev.wireproof.harness.spec.Property.DELIVERY;
import static dev.wireproof.harness.spec.Safety.LOAD;

import dev.wireproof.harness.pattern.Json;
import dev.wireproof.harness.spec.Must;
import dev.wireproof.harness.spec.Slug;
import dev.wireproof.harness.spec.Topic;
import dev.wireproof.harness.verdict.Decided;
import java.util.List;
import java.util.stream.Stream;

/// Where events come from.
@Topic(Slug.SERVER_SENT_EVENTS)
class PostSpec {

  private static final int AT_ONCE = 20;

  @Must(
      id = "server-sent-events.post.accepted",
      claim = "a post is answered with 201, its id and its text",
      source = "contract E",
      proves = DELIVERY,
      lectures = 10,
      safety = LOAD,
      base = true)
  void postIsAccepted(Room room) {
    String text = room.word();
    Json answer = room.send(text).expect(status(201)).json();
    if (!answer.text("id").matches("[A-Za-z0-9_-]{1,128}") || !answer.text("text").equals(text)) {
      throw Decided.violates("the event, with an id of letters and digits", answer.toString());
    }
  }

  @Must(
      id = "server-sent-events.post.ids",
      claim = "no id is given twice in a room, also when many post at once",
      source = "contract E",
      proves = CONCURRENCY,
      lectures = 10,
      safety = LOAD)
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
      throw Decided.violates(
          AT_ONCE + " different ids for " + AT_ONCE + " posts at once",
          different + " different ones: " + ids.stream().sorted().toList());
    }
  }
}
