package dev.wireproof.specs.push;

import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;

import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import java.util.HashSet;
import java.util.Set;

/// What is delivered, and who can tell that it is true.
class DeliverySpec {

  /// In seconds; the specs are not about clocks.
  private static final long CLOCKS_APART = 600;

  @Must(
      id = "push.delivery.body",
      claim = "a delivery is a POST of the event as JSON",
      proves = FIDELITY,
      cases = Text.class)
  void deliveryHasTheEvent(Rooms rooms, Text text) {
    Hook hook = rooms.taking(rooms.room());
    String id = rooms.posted(hook.room(), text.text);
    Call call = hook.calls().expectCall("a delivery");
    Json json = Rooms.delivered(call);
    boolean right =
        call.method().equals("POST")
            && call.field("Content-Type").orElse("").startsWith("application/json")
            && json.expectText("room").equals(hook.room())
            && json.expectText("id").equals(id)
            && json.expectText("text").equals(text.text);
    if (!right) {
      throw VerdictException.violates(
          "POST of application/json with room %s, id %s and the text".formatted(hook.room(), id),
          call + " " + call.field("Content-Type").orElse("without a type") + " " + json);
    }
  }

  /// What a text may be.
  enum Text implements Case {
    WORDS("hello"),
    EMOJI_AND_MARKS("\uD83D\uDC69\u200D\uD83D\uDE80 e\u0301 \u00FC"),
    LINE_ENDS("one\r\ntwo\nthree"),
    QUOTES("\"\\\"{\"a\":[1]}\t</script>"),
    LONG("0123456789abcdef".repeat(3000));

    private final String text;

    Text(String text) {
      this.text = text;
    }
  }

  @Must(
      id = "push.delivery.signed",
      claim = "a delivery is signed: its id, its time and its octets",
      proves = {CONFIDENTIALITY, FIDELITY},
      cases = Text.class)
  void deliveryIsSigned(Rooms rooms, Text text) {
    Hook hook = rooms.taking(rooms.room());
    rooms.posted(hook.room(), text.text);
    Signatures.check(hook.calls().expectCall("a delivery"), hook.secret());
  }

  @Must(
      id = "push.delivery.timestamp",
      claim = "Webhook-Timestamp is the time in seconds",
      proves = NEGOTIATION)
  void timestampIsInSeconds(Rooms rooms) {
    Hook hook = rooms.taking(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    String time = Signatures.field(hook.calls().expectCall("a delivery"), "Webhook-Timestamp");
    long now = System.currentTimeMillis() / 1000;
    if (!time.matches("\\d{1,12}") || Math.abs(Long.parseLong(time) - now) > CLOCKS_APART) {
      throw VerdictException.violates("seconds since 1970, about " + now, time);
    }
  }

  @Must(
      id = "push.delivery.own-id",
      claim = "each event is delivered under an id of its own, without a dot",
      proves = IDEMPOTENCY)
  void eachEventHasItsOwnId(Rooms rooms) {
    Hook hook = rooms.taking(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    rooms.posted(hook.room(), rooms.text());
    Set<String> ids = new HashSet<>();
    for (Call call : hook.calls().expectCalls(2, "a delivery of each event")) {
      String id = Signatures.field(call, "Webhook-Id");
      if (id.contains(".") || !ids.add(id)) {
        throw VerdictException.violates("another Webhook-Id for another event, without a dot", id);
      }
    }
  }
}
