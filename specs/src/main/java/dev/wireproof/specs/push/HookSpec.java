package dev.wireproof.specs.push;

import static dev.wireproof.clients.http1.Responses.anyResponse;
import static dev.wireproof.clients.http1.Responses.field;
import static dev.wireproof.clients.http1.Responses.response;
import static dev.wireproof.clients.http1.Responses.status;
import static dev.wireproof.clients.pattern.JsonMember.json;
import static dev.wireproof.engine.spec.Property.CONCURRENCY;
import static dev.wireproof.engine.spec.Property.CONFIDENTIALITY;
import static dev.wireproof.engine.spec.Property.DELIVERY;
import static dev.wireproof.engine.spec.Property.ERROR_HANDLING;
import static dev.wireproof.engine.spec.Property.LIVENESS;
import static dev.wireproof.engine.spec.Property.ROBUSTNESS;
import static dev.wireproof.engine.spec.Property.STATEFULNESS;
import static dev.wireproof.engine.verdict.Expect.expectThat;
import static dev.wireproof.engine.verdict.Expectations.equalTo;
import static dev.wireproof.engine.verdict.Expectations.matching;
import static dev.wireproof.specs.pattern.Refusals.refusal;

import dev.wireproof.clients.pattern.EventStream;
import dev.wireproof.clients.pattern.Json;
import dev.wireproof.clients.pattern.Pending;
import dev.wireproof.clients.pattern.Reply;
import dev.wireproof.clients.upstream.Answer;
import dev.wireproof.clients.upstream.Call;
import dev.wireproof.engine.spec.Case;
import dev.wireproof.engine.spec.Must;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// Webhooks: addresses to which a room's events are sent.
class HookSpec {

  private static final Duration LONGER_THAN_A_DELAY = Duration.ofMillis(1100);

  @Must(
      id = "push.hook.created",
      claim = "the response to a new hook is 201, with the hook's Location, id and URL",
      proves = DELIVERY)
  void hookIsCreated(Rooms rooms) {
    String url = rooms.newUrl();
    Reply reply =
        rooms.postHook(rooms.newRoom(), Json.of("url", url, "secret", "s-1")).expect(status(201));
    String id = reply.expectJson(json("url").is(url)).expectText("id");
    reply.expect(
        field("Location", matching("a path that ends with /" + id, ".*/" + Pattern.quote(id))));
  }

  @Must(
      id = "push.hook.secret-kept",
      claim = "a response does not contain the secret",
      proves = CONFIDENTIALITY)
  void secretIsKept(Rooms rooms) {
    Hook hook = rooms.requireHook(rooms.newRoom());
    hook.reply()
        .expect(
            response(
                    "a response without the secret",
                    response -> !response.body().utf8().contains(hook.secret()))
                .showing(_ -> hook.reply().toString()));
  }

  @Must(
      id = "push.hook.refused",
      claim = "a hook without a proper URL or secret is refused",
      proves = ERROR_HANDLING,
      cases = BadHook.class)
  void badHookIsRefused(Rooms rooms, BadHook bad) {
    String room = rooms.newRoom();
    rooms.requireHook(room);
    var members = new LinkedHashMap<String, Object>();
    members.put("url", rooms.newUrl());
    members.put("secret", "s-1");
    bad.change.accept(members);
    rooms.postHook(room, Json.write(members)).expect(refusal(422));
  }

  /// What is wrong with a hook.
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
      claim = "a hook that was never added is 404",
      proves = ERROR_HANDLING)
  void unknownHookIs404(Rooms rooms) {
    Hook hook = rooms.requireHook(rooms.newRoom());
    rooms.api().delete(hook.path() + "-none").expect(status(404, 410));
  }

  @Must(
      id = "push.hook.deleted",
      claim = "a hook that was deleted gets nothing more",
      proves = {STATEFULNESS, DELIVERY},
      cases = More.class)
  void deletedHookGetsNothingMore(Rooms rooms, More more) {
    Hook hook = rooms.requireHookThatHolds(rooms.newRoom());
    rooms.requirePosted(hook.room());
    hook.calls().requireCall("a delivery").answer(more.first);
    rooms.deleteHook(hook).expect(status(204));
    if (more == More.EVENT) {
      rooms.requirePosted(hook.room());
    }
    hook.calls().answerFromNowOn(Rooms.FAILED);
    hook.calls()
        .expectAtMost(more.most, "nothing more for a hook that was deleted", LONGER_THAN_A_DELAY);
  }

  /// What would come, if the hook were still there.
  enum More implements Case {
    EVENT(Rooms.OK, 1),
    /// An attempt that was in flight may still arrive; another would follow within a second.
    RETRY(Rooms.FAILED, 2);

    private final Answer first;
    private final int most;

    More(Answer first, int most) {
      this.first = first;
      this.most = most;
    }
  }

  @Must(
      id = "push.hook.from-now",
      claim = "a hook gets what is posted from now on",
      proves = DELIVERY)
  void hookBeginsNow(Rooms rooms) {
    String room = rooms.newRoom();
    rooms.requirePosted(room);
    Hook hook = rooms.requireHook(room);
    String text = rooms.requirePosted(room);
    hook.calls().expectCall("a delivery of the new event");
    hook.calls().reach(2);
    for (Call call : hook.calls().all()) {
      Rooms.expectEvent(call).expect(json("text").is(text));
    }
  }

  @Must(
      id = "push.hook.each-hook",
      claim = "each hook of a room gets each event",
      proves = {DELIVERY, CONCURRENCY})
  void eachHookGetsEachEvent(Rooms rooms) {
    String room = rooms.newRoom();
    List<Hook> hooks = Stream.generate(() -> rooms.requireHook(room)).limit(3).toList();
    Set<String> texts = Set.copyOf(rooms.requirePostedAtOnce(room, 8));
    for (Hook hook : hooks) {
      Set<String> delivered =
          hook.calls().expectCalls(texts.size(), "a delivery of each event to each hook").stream()
              .map(Rooms::textOf)
              .collect(Collectors.toSet());
      expectThat(delivered, equalTo(texts).as("a delivery of each of " + texts));
    }
  }

  @Must(
      id = "push.hook.post-does-not-wait",
      claim = "a post does not wait for the hooks",
      proves = {LIVENESS, CONCURRENCY})
  void postDoesNotWait(Rooms rooms) {
    Hook hook = rooms.requireHookThatHolds(rooms.newRoom());
    Pending post = rooms.beginPost(hook.room(), rooms.newText());
    Call call = hook.calls().expectCall("a delivery");
    Reply reply = post.reply(rooms.patience().forQuiet().multipliedBy(2));
    call.answer(Rooms.OK);
    reply.expect(anyResponse().as("a response to the post while its delivery is held"));
  }

  @Must(
      id = "push.hook.slow-receiver",
      claim = "a receiver that is silent or gone delays neither other hooks nor streams",
      proves = {CONCURRENCY, ROBUSTNESS},
      cases = Receiver.class)
  void badReceiverDelaysNoOther(Rooms rooms, Receiver receiver) {
    String room = rooms.newRoom();
    receiver.require(rooms, room);
    Hook other = rooms.requireHook(room);
    EventStream stream = rooms.openStream(room);
    for (int i = 1; i <= 3; i++) {
      String text = rooms.newText();
      rooms.postEvent(room, text).expect(status(201));
      other.calls().expectCalls(i, "a delivery to the other hook meanwhile, within a second");
      expectThat(stream.expectEvent("the event on a stream meanwhile").data(), equalTo(text));
    }
  }

  /// A receiver that does not take its deliveries.
  enum Receiver implements Case {
    /// It never answers.
    SILENT,
    /// No server listens at its address.
    GONE;

    private void require(Rooms rooms, String room) {
      if (this == SILENT) {
        rooms.requireHookThatHolds(room);
      } else {
        rooms
            .postHook(room, Json.of("url", "http://127.0.0.1:1/inbox", "secret", "s-1"))
            .require(status(201));
      }
    }
  }
}
