package dev.wireproof.specs.push;

import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.FIDELITY;
import static dev.wireproof.engine.spec.Property.IDEMPOTENCY;
import static dev.wireproof.engine.spec.Property.NEGOTIATION;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.each;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.noDuplicates;
import static dev.wireproof.engine.verdict.Expectations.startingWith;
import static dev.wireproof.engine.verdict.Expectations.without;

import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.Expectation;
import java.util.List;

/// What is delivered, and how the receiver can tell that it is genuine.
class DeliverySpec {

  /// In seconds; the specs are not about clocks.
  private static final long CLOCKS_APART = 600;

  @Must(
      id = "push.delivery.body",
      claim = "a delivery is a POST of the event as JSON",
      proves = FIDELITY,
      cases = Text.class)
  void deliveryHasTheEvent(Rooms rooms, Text text) {
    Hook hook = rooms.requireHook(rooms.newRoom());
    String id = rooms.requirePosted(hook.room(), text.text);
    Call call = hook.calls().expectCall("a delivery");
    expectThat(call.method(), equalTo("POST").as("a delivery with POST"));
    expectThat(
        call.field("Content-Type").orElse("none"),
        startingWith("application/json").as("the Content-Type application/json in a delivery"));
    Rooms.expectEvent(call)
        .expect(json("room").is(hook.room()), json("id").is(id), json("text").is(text.text));
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
      claim = "a delivery is signed: its id, its time and the octets of its body",
      proves = {CONFIDENTIALITY, FIDELITY},
      cases = Text.class)
  void deliveryIsSigned(Rooms rooms, Text text) {
    Hook hook = rooms.requireHook(rooms.newRoom());
    rooms.requirePosted(hook.room(), text.text);
    Signatures.expectSigned(hook.calls().expectCall("a delivery"), hook.secret());
  }

  @Must(
      id = "push.delivery.timestamp",
      claim = "Webhook-Timestamp is the time in seconds",
      proves = NEGOTIATION)
  void timestampIsInSeconds(Rooms rooms) {
    Hook hook = rooms.requireHook(rooms.newRoom());
    rooms.requirePosted(hook.room());
    Call call = hook.calls().expectCall("a delivery");
    long now = System.currentTimeMillis() / 1000;
    expectThat(
        Signatures.expectField(call, "Webhook-Timestamp"),
        Expectation.of(
            "Webhook-Timestamp: seconds since 1970, about " + now,
            time ->
                time.matches("\\d{1,12}") && Math.abs(Long.parseLong(time) - now) <= CLOCKS_APART));
  }

  @Must(
      id = "push.delivery.own-id",
      claim = "each event is delivered with an id of its own, without a dot",
      proves = IDEMPOTENCY)
  void eachEventHasItsOwnId(Rooms rooms) {
    Hook hook = rooms.requireHook(rooms.newRoom());
    rooms.requirePosted(hook.room(), 2);
    List<String> ids =
        hook.calls().expectCalls(2, "a delivery of each event").stream()
            .map(call -> Signatures.expectField(call, "Webhook-Id"))
            .toList();
    expectThat(ids, each(without(".").as("Webhook-Id to have no dot")));
    expectThat(ids, noDuplicates().as("another Webhook-Id for another event"));
  }
}
