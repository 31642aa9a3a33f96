/// Specs of server-sent events: one answer that never ends, and can be resumed.
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
