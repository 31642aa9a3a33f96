/// Jobs that are started and asked about, and rooms that are asked for only if they changed
/// (contract C).
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
