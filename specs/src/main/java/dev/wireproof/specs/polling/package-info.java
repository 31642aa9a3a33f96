/// Jobs that are started and asked about, and rooms that are asked for only if they changed
/// (contract C).
///
/// What the verbs of [dev.wireproof.specs.polling.Jobs], of its jobs and of
/// [dev.wireproof.specs.polling.Room] send, and what the upstream behind the target is asked:
///
/// | verb | request |
/// | --- | --- |
/// | `postJob(input)` | `POST /jobs` with `{"input":"in-…"}` |
/// | `postJson(json)` | `POST /jobs` with this body |
/// | `beginPost(input, prefer)` | `POST /jobs` with `Prefer: …`, whose response is not waited for |
/// | `postUntilTaken(input)` | `POST /jobs` again while the response is 429 or 503 |
/// | `requireJob(input)`, `requireJobsAtOnce(inputs)` | `POST /jobs`, which must be answered with 202 before the rule is tried |
/// | `getStatus()`, `requireStatus()`, `requireEnded()` … | `GET /jobs/ID`, once or until the job has ended |
/// | `getResult()`, `requireResult()` | `GET /jobs/ID/result` |
/// | `delete()` | `DELETE /jobs/ID` |
/// | `holdWork`, `doWork`, `answerWork`, `cutWork` | nothing: how the upstream answers the target's `POST /work` for this input |
/// | `getRoom()`, `getRoom(tag)` | `GET /rooms/room-…`, the second with `If-None-Match` |
/// | `putTitle(title)`, `putTitle(title, tag)` | `PUT /rooms/room-…` with `{"title":"…"}`, the second with `If-Match` |
/// | `requireTag()`, `requireTitle(title)` | the same, as steps that must be successful before the rule is tried |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "polling",
    title = "Polling",
    over = Http1.class,
    source = "contract C",
    safety = Safety.LOAD,
    limits = @Limit(key = "queue-limit", kind = LimitKind.NUMBER))
@NullMarked
package dev.wireproof.specs.polling;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
