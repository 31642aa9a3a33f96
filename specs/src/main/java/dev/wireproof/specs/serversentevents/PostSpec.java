package dev.wireproof.specs.serversentevents;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.matching;
import static dev.wireproof.engine.verdict.Expectations.noDuplicates;

import dev.wireproof.engine.spec.Must;
import java.util.List;
import java.util.stream.Stream;

/// Where events come from.
class PostSpec {

  private static final int AT_ONCE = 20;

  @Must(
      id = "server-sent-events.post.accepted",
      claim = "the response to a post is 201, with the event's id and its text",
      proves = DELIVERY,
      base = true)
  void postIsAccepted(Room room) {
    String text = room.newText();
    room.postEvent(text)
        .expect(status(201))
        .expectJson(
            json("id").text(matching("an id of letters and digits", "[A-Za-z0-9_-]{1,128}")),
            json("text").is(text));
  }

  @Must(
      id = "server-sent-events.post.ids",
      claim = "no id is given twice in a room, even to posts at the same moment",
      proves = CONCURRENCY)
  void noIdIsGivenTwice(Room room) {
    List<String> texts = Stream.generate(room::newText).limit(AT_ONCE).toList();
    List<String> ids =
        room.postAtOnce(texts).stream()
            .map(reply -> reply.expect(status(201)).expectJson().expectText("id"))
            .toList();
    expectThat(
        ids, noDuplicates().as(AT_ONCE + " different ids for " + AT_ONCE + " posts at once"));
  }
}
