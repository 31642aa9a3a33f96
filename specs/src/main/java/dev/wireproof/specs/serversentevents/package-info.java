/// Server-sent events: one response that never ends, and can be resumed (contract E).
///
/// What the verbs of [dev.wireproof.specs.serversentevents.Room] send; each instance has a room of
/// its own, `NAME`:
///
/// | verb | request |
/// | --- | --- |
/// | `postEvent(text)`, `requirePosted([text])`, `expectPosted(text)` | `POST /rooms/NAME/events` with `{"text":"NAME-0001"}`, a new text each time |
/// | `requirePosted(n)`, `requirePostedLong(n)` | `n` of them, one after the other; the long ones have 90 KB |
/// | `requirePostedMany(n)` | `n` of them on a connection that is kept |
/// | `postAtOnce(texts)` | one `POST` for each text, each held one octet short until all are there |
/// | `postJson(json)` | `POST` with this body |
/// | `open()`, `expectStream(request, …)` | `GET /rooms/NAME/stream` with `Accept: text/event-stream` |
/// | `openAfter(posted)` | the same with `Last-Event-ID` |
/// | `openWithoutReading(request)` | the same, by a client that reads the head only |
/// | `deleteStream()` | `DELETE /rooms/NAME/stream` |
/// | `requireListener()`, `requireListeners(n)` | streams, and a `POST` whose event each of them gets |
/// | `requireStreams()`, `requireStreamInTheEnd()`, `requireResumption()` | the same in another room, before the rule is tried |
/// | `Newcomer` | a stream, and a `POST` that is completed when the stream's head arrives |
/// | `StreamRace.run(room, posted)` | two `POST`s, a stream after `posted` and two `POST`s, released within one moment |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "server-sent-events",
    title = "Server-sent events",
    over = Http1.class,
    source = "contract E",
    safety = Safety.LOAD,
    limits = @Limit(key = "heartbeat", kind = LimitKind.DURATION))
@NullMarked
package dev.wireproof.specs.serversentevents;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
