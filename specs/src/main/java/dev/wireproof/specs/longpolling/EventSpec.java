package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.contains;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.inOrder;
import static dev.wireproof.engine.verdict.Expectations.noDuplicates;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.wire.Octets;
import java.util.List;
import java.util.stream.IntStream;

/// Events, as they are posted.
class EventSpec {

  private static final int AT_ONCE = 30;
  private static final int MOST_SHOWN = 80;

  @Must(
      id = "long-polling.event.created",
      claim = "the response to an event is 201, with the event's id and its text",
      proves = DELIVERY)
  void postedEventIsAnswered(Room room) {
    room.postEvent("hello")
        .expect(status(201))
        .expectJson(json("id").isText(), json("text").is("hello"));
  }

  @Must(
      id = "long-polling.event.same-id",
      claim = "an event has the same id in the response to its POST and in a poll",
      proves = DELIVERY)
  void idIsTheSameInAPoll(Room room) {
    String id = room.requirePosted("hello");
    List<String> ids = PollResponse.requireIn(room.poll("")).ids();
    expectThat(ids, inOrder(List.of(id)).as("one event, with the id " + id));
  }

  @Must(
      id = "long-polling.event.distinct-ids",
      claim = "events that are posted at the same moment have different ids",
      proves = {CONCURRENCY, DELIVERY})
  void idsAreDistinct(Room room) {
    List<String> texts = IntStream.range(0, AT_ONCE).mapToObj(i -> "event " + i).toList();
    List<String> ids =
        room.postAtOnce(texts).stream()
            .map(reply -> reply.expect(success()).expectJson().expectText("id"))
            .toList();
    expectThat(ids, noDuplicates().as("a different id for each of " + AT_ONCE + " events"));
  }

  @Must(
      id = "long-polling.event.text",
      claim = "a text arrives as it was posted",
      source = "contract D; contract, JSON",
      proves = FIDELITY,
      cases = Text.class)
  void textArrivesAsItWasPosted(Room room, Text text) {
    String before = room.requireFirstEvent();
    Reply reply = room.postEvent(text.text).expect(status(201));
    List<String> texts = PollResponse.requireIn(room.pollNow(before)).texts();
    String shown = shown(text.text);
    expectThat(
        reply.expectJson().expectText("text"),
        equalTo(text.text).as(shown + " in the response").showing(EventSpec::shown));
    expectThat(
        texts,
        contains(text.text)
            .as(shown + " in a poll")
            .showing(_ -> texts.isEmpty() ? "no event" : shown(texts.getLast())));
  }

  /// The beginning of a text, with everything that is not ASCII escaped.
  private static String shown(String text) {
    String json = Octets.utf8(text).printable();
    return json.length() > MOST_SHOWN ? json.substring(0, MOST_SHOWN) + "…" : json;
  }

  /// Texts that are easily damaged.
  enum Text implements Case {
    EMOJI("🌍 👩‍👩‍👧 🇯🇵"),
    COMBINING_MARKS("e\u0301 and é are two"),
    QUOTES("\"quoted\" and \\ backslashed"),
    LINE_ENDS("one\ntwo\r\nthree\rfour\n"),
    BLANKS("  before, and after \t "),
    LINE_SEPARATORS("a\u2028b\u2029c\u0085d"),
    MARKUP("<b>&amp;</b> %20 + ${x}"),
    LONG("0123456789".repeat(3000));

    private final String text;

    Text(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "long-polling.event.refused",
      claim = "an event without a proper text is refused",
      source = "contract D; contract, Errors",
      proves = ERROR_HANDLING,
      cases = BadEvent.class)
  void badEventIsRefused(Room room, BadEvent bad) {
    room.requirePosted("a plain one");
    room.postJson(bad.json).expect(refusal(422));
  }

  /// Bodies that are JSON, but not an event.
  enum BadEvent implements Case {
    NO_TEXT("{}"),
    EMPTY_TEXT("{\"text\":\"\"}"),
    NUMBER("{\"text\":5}"),
    NULL("{\"text\":null}"),
    LIST("{\"text\":[\"a\"]}");

    private final String json;

    BadEvent(String json) {
      this.json = json;
    }
  }

  @Must(
      id = "long-polling.event.no-json",
      claim = "a body that is not JSON is refused",
      source = "contract, Errors",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Room room) {
    room.requirePosted("a plain one");
    room.postJson("{\"text\":").expect(refusal(400));
  }

  @Must(
      id = "long-polling.event.refused-leaves-nothing",
      claim = "an event that was refused is not delivered",
      source = "contract, Errors",
      proves = {ERROR_HANDLING, DELIVERY})
  void refusedEventLeavesNothing(Room room) {
    String after = room.requireFirstEvent();
    room.postJson("{\"text\":\"\"}").require(refusal(422));
    room.expectNoEventsAfter(after);
  }

  @Must(
      id = "long-polling.event.problem",
      claim = "a refusal is problem+json",
      rfc = "9457#3",
      proves = ERROR_HANDLING)
  void refusalIsAProblem(Room room) {
    room.postJson("{}").require(refusal(422)).expect(Replies.problem(422, 400));
  }
}
