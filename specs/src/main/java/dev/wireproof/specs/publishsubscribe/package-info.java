/// A broker over HTTP: topics, subscriptions, acknowledgements (contract G). What clients saw is
/// recorded as a history, and the history is judged.
///
/// What the verbs of [dev.wireproof.specs.publishsubscribe.Broker] and of the room's subscriptions
/// and groups send:
///
/// | verb | request |
/// | --- | --- |
/// | `postMessage(message)` | `POST /topics/t-…/messages` with `{"body":"m-…"}`, and `key`, `retain` or `ttlMs` if the message has them; a publisher that names itself adds `Publisher-Id` and `Seq` |
/// | `requirePosted(message)`, `requirePostedTo(topic[, n])` | the same, which must be answered with 202 before the rule is tried |
/// | `postAtOnce(messages)` | `POST` of all of them, each held one octet short on a connection of its own until all are there |
/// | `beginPosts(messages)` | `POST` of all of them, whose responses are not waited for |
/// | `putSubscription(name, settings)` | `PUT /subscriptions/NAME` with `{"filter":"t-…"}` and the other settings |
/// | `requireSubscription(settings)`, `requireGroup(n, settings)` | the same under a new name, or under `n` new names with one `group`; must be answered with 201 |
/// | `getMessages(wait)` | `GET /subscriptions/NAME/messages?wait=…`, the response as it came |
/// | `fetch(wait)` | the same, and what was handed out is noted in the history |
/// | `fetchUntil(message)`, `fetchThrough(message)`, `fetchMore(n)`, `fetchRest(topic)` … | `fetch(1)` again and again, until that has come or nothing comes any more |
/// | `beginGet(wait)`, `requireHeld(wait)` | `GET /subscriptions/NAME/messages?wait=…`, whose response is not waited for |
/// | `postAcks(tags)`, `requireAcknowledged`, `expectAcknowledged` | `POST /subscriptions/NAME/acks` with `{"tags":["…"]}` |
/// | `postNacks(tags, members)`, `requireGivenBack`, `expectNacked` | `POST /subscriptions/NAME/nacks` with `{"tags":["…"]}`, and `requeue` if it is said |
/// | `consume(n)` | `fetch(1)` and `POST …/acks` of what came, until `n` messages have come |
/// | `delete()`, `requireDeleted()` | `DELETE /subscriptions/NAME` |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "publish-subscribe",
    title = "Publish-subscribe",
    over = Http1.class,
    source = "contract G",
    safety = Safety.LOAD,
    limits = {
      @Limit(key = "ack-timeout", kind = LimitKind.DURATION),
      @Limit(key = "long-poll-hold", kind = LimitKind.DURATION)
    })
@NullMarked
package dev.wireproof.specs.publishsubscribe;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
