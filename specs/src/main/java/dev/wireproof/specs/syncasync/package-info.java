/// Waiting for others without making others wait (contract B): seen from outside with two requests,
/// and with an upstream that answers when the spec says so.
///
/// What the verbs of [dev.wireproof.specs.syncasync.Work] send, and what the upstream behind the
/// target is asked because of it:
///
/// | verb | request |
/// | --- | --- |
/// | `getFanOut(tag)` | `GET /fanout?tag=tag-…`; the target asks its upstream for `/a`, `/b` and `/c` with that query |
/// | `beginFanOut(tag)` | the same, whose response is not waited for |
/// | `getWait(tag)`, `beginWait(tag)` | `GET /wait?tag=tag-…`; the target asks its upstream for `/slow` with that query |
/// | `getCompute(query)` | `GET /compute?n=…` |
/// | `requireLongCompute(…)` | `GET /compute?n=…` with an `n` that keeps this target busy for so long |
/// | `postRecord(text[, sync])`, `beginSyncRecord(text)` | `POST /log` or `POST /log?sync=true` with `{"text":"…"}` |
/// | `postLog(query, json)` | `POST /log` with this query string and this body |
/// | `postRecordsAtOnce(texts)` | a `POST /log` for each, each held one octet short on a connection of its own until all are there |
/// | `requireRecord(text[, sync])` | as `postRecord`, which must be answered with 200 or 201 before the rule is tried |
/// | `getLog()`, `ids()`, `expectTexts(…)` … | `GET /log` |
/// | `get(path)`, `getRoot()` | `GET` of the path, `GET /` |
/// | `answerCall`, `answerCalls`, `holdCall`, `holdCalls`, `failCall` | nothing: how the upstream answers the target's calls with this tag |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "sync-async",
    title = "Synchronous and asynchronous",
    over = Http1.class,
    source = "contract B",
    safety = Safety.LOAD)
@NullMarked
package dev.wireproof.specs.syncasync;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
