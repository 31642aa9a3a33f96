/// Polls that are held until there is an event: rooms, events and cursors (contract D).
///
/// What the verbs of [dev.wireproof.specs.longpolling.Room] send; each instance has a room of its
/// own, `NAME`:
///
/// | verb | request |
/// | --- | --- |
/// | `postEvent(text)`, `requirePosted(text)` | `POST /rooms/NAME/events` with `{"text":"…"}` |
/// | `postJson(json)` | the same with this body |
/// | `postAtOnce(texts)`, `requirePostedAtOnce(n, prefix)` | one `POST` for each text, each held one octet short until all are there |
/// | `requirePostedMany(n)` | `n` times `POST` over eight connections that stay open |
/// | `poll(query)` | `GET /rooms/NAME/events?QUERY`, which is not to be held |
/// | `pollNow(cursor)` | `GET /rooms/NAME/events?after=CURSOR&wait=0` |
/// | `beginPoll(cursor[, seconds])` | `GET /rooms/NAME/events?after=CURSOR&wait=SECONDS`, whose response is not waited for |
/// | `beginPolls(cursor, n)`, `requireCrowd(cursor)` | the same on many connections |
/// | `pollAroundPost(cursor, n, text)` | `n` polls, a `POST` and `n` polls, released at the same moment |
/// | `requireFirstEvent()` | a `POST`, and the poll that gives the cursor after it |
/// | `requireWake()` | the same, and another `POST`, which must wake a held poll |
/// | `expectRest(cursor)`, `Reader.expectToEnd()` | `pollNow` with each `next`, until the response is 204 |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "long-polling",
    title = "Long polling",
    over = Http1.class,
    source = "contract D",
    safety = Safety.LOAD,
    limits = @Limit(key = "long-poll-hold", kind = LimitKind.DURATION))
@NullMarked
package dev.wireproof.specs.longpolling;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
