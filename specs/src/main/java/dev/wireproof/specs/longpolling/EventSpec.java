package dev.wireproof.specs.longpolling;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.http1.Responses.success;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Replies;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.Octets;
import java.util.List;
import java.util.stream.IntStream;

/// Events, as they are posted.
class EventSpec {

  private static final int AT_ONCE = 30;
  private static final int MOST_SHOWN = 80;

  @Must(
      id = "long-polling.event.created",
      claim = "a posted event is answered with 201, its id and its text",
      proves = DELIVERY)
  void postedEventIsAnswered(Room room) {
    Json event = room.post("hello").expect(status(201)).expectJson();
    event.expectText("id");
    if (!event.expectText("text").equals("hello")) {
      throw VerdictException.violates("the text that was posted, in the answer", event.toString());
    }
  }

  @Must(
      id = "long-polling.event.same-id",
      claim = "an event has the same id in its POST's answer and in the news",
      proves = DELIVERY)
  void idIsTheSameInTheNews(Room room) {
    String id = room.posted("hello");
    List<String> ids = News.needed(room.ask("")).ids();
    if (!ids.equals(List.of(id))) {
      throw VerdictException.violates("one event, with the id " + id, "ids " + ids);
    }
  }

  @Must(
      id = "long-polling.event.distinct-ids",
      claim = "events that are posted at the same moment have ids of their own",
      proves = {CONCURRENCY, DELIVERY})
  void idsAreDistinct(Room room) {
    List<Reply> replies =
        room.api()
            .together(
                IntStream.range(0, AT_ONCE).mapToObj(i -> room.posting("event " + i)).toList());
    long ids =
        replies.stream()
            .map(reply -> reply.expect(success()).expectJson().expectText("id"))
            .distinct()
            .count();
    if (ids < AT_ONCE) {
      throw VerdictException.violates(AT_ONCE + " events with as many ids", ids + " ids");
    }
  }

  @Must(
      id = "long-polling.event.text",
      claim = "a text arrives as it left",
      source = "contract D; contract, JSON",
      proves = FIDELITY,
      cases = Text.class)
  void textArrivesAsItLeft(Room room, Text text) {
    String before = room.start();
    Json answered = room.post(text.text).expect(status(201)).expectJson();
    List<String> texts = News.needed(room.askNow(before)).texts();
    if (!answered.expectText("text").equals(text.text)) {
      throw VerdictException.violates(
          shown(text.text) + " in the answer", shown(answered.expectText("text")));
    }
    if (!texts.contains(text.text)) {
      throw VerdictException.violates(shown(text.text) + " in the news", shown(texts.getLast()));
    }
  }

  /// The beginning of a text, with all that is not ASCII escaped.
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
    room.posted("a plain one");
    room.postJson(bad.json).expect(refusal(422));
  }

  /// Bodies that are JSON and no event.
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
      claim = "a body that is no JSON is refused",
      source = "contract, Errors",
      proves = ERROR_HANDLING)
  void noJsonIsRefused(Room room) {
    room.posted("a plain one");
    room.postJson("{\"text\":").expect(refusal(400));
  }

  @Must(
      id = "long-polling.event.refused-leaves-nothing",
      claim = "an event that was refused is in no news",
      source = "contract, Errors",
      proves = {ERROR_HANDLING, DELIVERY})
  void refusedEventLeavesNothing(Room room) {
    String after = room.start();
    room.postJson("{\"text\":\"\"}").require(refusal(422));
    room.askForNothing(Room.query(after, 0));
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
