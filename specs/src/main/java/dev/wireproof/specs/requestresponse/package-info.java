/// Ask, and be answered: notes, pages of them, and uploads in parts (contract A).
///
/// What the verbs of [dev.wireproof.specs.requestresponse.Notes] send:
///
/// | verb | request |
/// | --- | --- |
/// | `postNote(text)` | `POST /notes` with `{"text":"…"}` |
/// | `postJson(json)`, `postAs(type, json)`, `postOctets(octets)` | `POST /notes` with this body, under another media type, or with these octets |
/// | `postAtOnce(texts)` | `POST /notes` on as many connections, each held one octet short until all are there |
/// | `getNote(note)`, `headRequest(note)` | `GET`, `HEAD /notes/{id}` |
/// | `putNote(note, text)`, `putJson(note, json)` | `PUT /notes/{id}` with `{"text":"…"}`, or with this body |
/// | `putIfMatch(note, etag, text)` | the same with `If-Match` |
/// | `putIfMatchAtOnce(note, etag, n)` | `n` of them at once, each with a text of its own |
/// | `deleteNote(note)` | `DELETE /notes/{id}` |
/// | `requirePosted([text])`, `requireGet`, `requireEtag`, `requirePut`, `requireDeleted` | these requests as controls, which must be answered with success |
/// | `postRequest`, `request` | nothing yet: a request for `Http1Wire` |
///
/// of [dev.wireproof.specs.requestresponse.Pages]:
///
/// | verb | request |
/// | --- | --- |
/// | `getPage(query)` | `GET /notes` with this query |
/// | `walk.requirePage(limit)`, `walk.requireRest(limit)` … | `GET /notes?limit=…`, with the `after` that the page before named as `next` |
///
/// and of [dev.wireproof.specs.requestresponse.Uploads]:
///
/// | verb | request |
/// | --- | --- |
/// | `putPart(upload, part, octets)` | `PUT /uploads/{upload}/parts/{part}` |
/// | `putAtOnce(upload, n)` | parts 1 to `n` at once, each on a connection of its own |
/// | `getUpload(upload)` | `GET /uploads/{upload}` |
/// | `postComplete(upload, n)` | `POST /uploads/{upload}/complete` with `{"parts":n}` |
/// | `requireParts(upload, 1, 2, …)`, `requireState`, `requireComplete` | these requests as controls, which must be answered with success |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(
    value = "request-response",
    title = "Request-response",
    over = Http1.class,
    safety = Safety.LOAD)
@NullMarked
package dev.wireproof.specs.requestresponse;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.protocol.Topic;
import dev.wireproof.engine.spec.Safety;
import org.jspecify.annotations.NullMarked;
