/// Waiting for others without making others wait (contract B): seen from outside with two requests,
/// and with an upstream that answers when the spec says so.
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
