/// A question that is held until there is news: rooms, events and cursors (contract D).
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
