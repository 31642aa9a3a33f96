package dev.wireproof.specs.push;

import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import dev.wireproof.engine.verdict.VerdictException;
import dev.wireproof.wire.http1.Seen;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Webhooks: addresses to which a room's events are sent.
class HookSpec {

  @Must(
      id = "push.hook.created",
      claim = "a hook is answered with 201, its Location, its id and its URL",
      proves = DELIVERY)
  void hookIsCreated(Rooms rooms) {
    String url = rooms.upstream().url("/" + rooms.api().fresh("inbox")).toString();
    String room = rooms.room();
    Reply reply = rooms.hook(room, Json.of("url", url, "secret", "s-1")).expect(status(201));
    String id = reply.expectJson().expectText("id");
    if (!reply.expectJson().expectText("url").equals(url)) {
      throw VerdictException.violates("the URL " + url, reply.toString());
    }
    if (!reply.expectField("Location").endsWith("/" + id)) {
      throw VerdictException.violates(
          "a Location that ends with /" + id, reply.expectField("Location"));
    }
  }

  @Must(id = "push.hook.secret-kept", claim = "a secret is not given out", proves = CONFIDENTIALITY)
  void secretIsKept(Rooms rooms) {
    Hook hook = rooms.taking(rooms.room());
    if (hook.reply().expectResponse().toString().contains(hook.secret())
        || hook.reply().expectBody().utf8().contains(hook.secret())) {
      throw VerdictException.violates("an answer without the secret", hook.reply().toString());
    }
  }

  @Must(
      id = "push.hook.refused",
      claim = "a hook that makes no sense is refused",
      proves = ERROR_HANDLING,
      cases = BadHook.class)
  void senselessHookIsRefused(Rooms rooms, BadHook bad) {
    String room = rooms.room();
    rooms.taking(room);
    var members = new LinkedHashMap<String, Object>();
    members.put("url", rooms.upstream().url("/" + rooms.api().fresh("inbox")).toString());
    members.put("secret", "s-1");
    bad.change.accept(members);
    rooms.hook(room, Json.write(members)).expect(refusal(422));
  }

  /// What makes no sense.
  enum BadHook implements Case {
    NO_URL(members -> members.remove("url")),
    URL_IS_A_NUMBER(members -> members.put("url", 7)),
    NO_WEB_URL(members -> members.put("url", "ftp://127.0.0.1/inbox")),
    A_PATH(members -> members.put("url", "/inbox")),
    NO_URL_AT_ALL(members -> members.put("url", "no url at all")),
    NO_SECRET(members -> members.remove("secret")),
    EMPTY_SECRET(members -> members.put("secret", "")),
    SECRET_TOO_LONG(members -> members.put("secret", "s".repeat(300)));

    private final Consumer<Map<String, Object>> change;

    BadHook(Consumer<Map<String, Object>> change) {
      this.change = change;
    }
  }

  @Must(
      id = "push.hook.unknown",
      claim = "a hook that nobody asked for is 404",
      proves = ERROR_HANDLING)
  void unknownHookIs404(Rooms rooms) {
    Hook hook = rooms.taking(rooms.room());
    rooms.api().delete(hook.path() + "-none").expect(status(404, 410));
  }

  @Must(
      id = "push.hook.deleted",
      claim = "a hook that was deleted gets nothing more",
      proves = {STATEFULNESS, DELIVERY},
      cases = More.class)
  void deletedHookGetsNothingMore(Rooms rooms, More more) {
    Hook hook = rooms.holding(rooms.room());
    rooms.posted(hook.room(), rooms.text());
    Call first = hook.calls().requireCall("a delivery");
    first.answer(more == More.RETRY ? Rooms.FAILED : Rooms.OK);
    rooms.api().delete(hook.path()).expect(status(204));
    if (more == More.EVENT) {
      rooms.posted(hook.room(), rooms.text());
    }
    hook.calls().answerFromNowOn(Rooms.FAILED);
    // an attempt that was in flight may still arrive; another would follow within a second
    int inFlight = more == More.RETRY ? 2 : 1;
    hook.calls()
        .expectAtMost(
            inFlight, "nothing more for a hook that was deleted", Duration.ofMillis(1100));
  }

  /// What would come.
  enum More implements Case {
    EVENT,
    RETRY
  }

  @Must(
      id = "push.hook.from-now",
      claim = "a hook gets what is posted from now on",
      proves = DELIVERY)
  void hookBeginsNow(Rooms rooms) {
    String room = rooms.room();
    rooms.posted(room, rooms.text());
    Hook hook = rooms.taking(room);
    String text = rooms.text();
    rooms.posted(room, text);
    hook.calls().expectCall("a delivery of the new event");
    hook.calls().reach(2);
    hook.calls()
        .all()
        .forEach(call -> {
          if (!Rooms.delivered(call).expectText("text").equals(text)) {
            throw VerdictException.violates(
                "only events that were posted after the hook", Rooms.delivered(call).toString());
          }
        });
  }

  @Must(
      id = "push.hook.each-hook",
      claim = "each hook of a room gets each event",
      proves = {DELIVERY, CONCURRENCY})
  void eachHookGetsEachEvent(Rooms rooms) {
    String room = rooms.room();
    List<Hook> hooks = Stream.generate(() -> rooms.taking(room)).limit(3).toList();
    List<String> texts = Stream.generate(rooms::text).limit(8).toList();
    rooms.together(room, texts);
    for (Hook hook : hooks) {
      Set<String> delivered =
          hook.calls().expectCalls(texts.size(), "a delivery of each event to each hook").stream()
              .map(call -> Rooms.delivered(call).expectText("text"))
              .collect(Collectors.toSet());
      if (!delivered.equals(Set.copyOf(texts))) {
        throw VerdictException.violates("a delivery of each of " + texts, delivered.toString());
      }
    }
  }

  @Must(
      id = "push.hook.post-does-not-wait",
      claim = "a post does not wait for the hooks",
      proves = {LIVENESS, CONCURRENCY})
  void postDoesNotWait(Rooms rooms) {
    Hook hook = rooms.holding(rooms.room());
    Pending post = rooms.api().begin(rooms.event(hook.room(), rooms.text()));
    Call call = hook.calls().expectCall("a delivery");
    Seen seen = post.reply(rooms.patience().forQuiet().plus(rooms.patience().forQuiet())).seen();
    call.answer(Rooms.OK);
    if (!(seen instanceof Seen.Response)) {
      rooms.timedOut();
      throw VerdictException.violates(
          "an answer to the post while its delivery is held", seen.toString());
    }
  }

  @Must(
      id = "push.hook.slow-receiver",
      claim = "a receiver that is slow, silent or gone delays neither other hooks nor streams",
      proves = {CONCURRENCY, ROBUSTNESS},
      cases = Receiver.class)
  void badReceiverDelaysNobody(Rooms rooms, Receiver receiver) {
    String room = rooms.room();
    receiver.listen(rooms, room);
    Hook other = rooms.taking(room);
    EventStream stream = rooms.stream(room);
    for (int i = 1; i <= 3; i++) {
      String text = rooms.text();
      rooms.post(room, text).expect(status(201));
      other.calls().expectCalls(i, "a delivery to the other hook meanwhile, within a second");
      if (!stream.expectEvent("the event on a stream meanwhile").data().equals(text)) {
        throw VerdictException.violates("the event on a stream", "another one");
      }
    }
  }

  /// A receiver that does no good.
  enum Receiver implements Case {
    /// It never answers.
    SILENT,
    /// Nobody listens there.
    GONE;

    private void listen(Rooms rooms, String room) {
      if (this == SILENT) {
        rooms.holding(room);
      } else {
        rooms
            .hook(room, Json.of("url", "http://127.0.0.1:1/inbox", "secret", "s-1"))
            .require(status(201));
      }
    }
  }
}
