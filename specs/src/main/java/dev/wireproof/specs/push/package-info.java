/// Events that are sent to clients without a request for each: streams and webhooks (contract F).
///
/// What the verbs of [dev.wireproof.specs.push.Rooms] send, and what the target sends to the
/// receivers of webhooks:
///
/// | verb | request |
/// | --- | --- |
/// | `postEvent(room, text)`, `requirePosted(room[, text])` | `POST /rooms/ROOM/events` with `{"text":"text-…"}` |
/// | `beginPost(room, text)` | the same, whose response is not waited for |
/// | `requirePosted(room, n)` | `n` of them, one after the other |
/// | `requirePostedAtOnce(room, n)` | `n` of them, each held one octet short until all are there |
/// | `postJson(room, json)` | `POST /rooms/ROOM/events` with this body |
/// | `openStream(room)`, `expectStream(room)` | `GET /rooms/ROOM/stream` |
/// | `openStreamWithoutReading(room)` | the same, by a client that reads the head only |
/// | `requireHook(room)`, `requireHookThatHolds`, `requireHookThatAnswers` | `POST /rooms/ROOM/hooks` with `{"url":"http://…/inbox-…","secret":"secret-…"}`, a receiver of the spec's own |
/// | `postHook(room, json)` | `POST /rooms/ROOM/hooks` with this body |
/// | `deleteHook(hook)` | `DELETE /rooms/ROOM/hooks/ID` |
/// | `expectAttempts(hook, n)`, `awaitDelivered(hook, …)` | nothing: the target's `POST /inbox-…` with `Webhook-Id`, `Webhook-Timestamp` and `Webhook-Signature` |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "push",
    title = "Push",
    over = Http1.class,
    source = "contract F",
    safety = Safety.LOAD)
@NullMarked
package dev.wireproof.specs.push;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
