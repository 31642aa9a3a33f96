/// What an HTTP/1.1 server does on the wire: how it reads and writes messages on a connection (RFC
/// 9112), and, in `semantics`, what they mean (RFC 9110).
///
/// The requests stand in the specs themselves, and `Http1Wire` sends them. What else travels:
///
/// | step | requests |
/// | --- | --- |
/// | `wire.requireControl(request)` | the request on another connection, and `GET /` after a success |
/// | `wire.requireElsewhere(request, …)`, `requireServed(request)` | the request on another connection, on this one |
/// | `wire.expectNextServed()` | `GET /` on this connection, unless its end was announced |
/// | `wire.expectClosed()` | nothing; `GET /` where no end came, to see whether it is answered |
/// | `wire.sendAllBut(n, request)`, `release(n, request)` | all but the last `n` octets, and those |
/// | `wire.drip(request, every, within)` | all but the last two octets, then `X-Drop-0: 1`, `X-Drop-1: 1` … |
/// | `requireHttp10(wire)` | `GET /` in HTTP/1.1 and in HTTP/1.0 |
/// | `requireHostMissed(wire)` | `GET /` without `Host` |
/// | `requireClose(wire[, options])` | `GET /` with `Connection: close`, or with these options |
/// | `requireHead(wire)` | `HEAD /` |
/// | `requireContinue(wire, upload)` | the upload with `Expect: 100-continue`, without its body |
/// | `Smuggling.expectBodyIsNotARequest(wire, outer)` | the outer request with a request as its body, and `GET /` with `Connection: close` |
/// | `upload.request()`, `echo.request()` | `POST /` or `GET /`; `GET` or `POST /echo` |
/// | `requirePipelining(wire)` | `GET /` twice in one write |
/// | `server.expectServingAfter(request)` | the request, and `GET /` on another connection |
@Topic(value = "http1", title = "HTTP/1.1", over = Http1.class)
@NullMarked
package dev.wireproof.specs.http1;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
