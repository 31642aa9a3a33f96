/// Telling those who want to know, unasked: open streams and webhooks (contract F).
@Topic(
    value = "push",
    title = "Push",
    over = Http1.class,
    source = "contract F",
    safety = Safety.LOAD)
@NullMarked
package dev.wireproof.specs.push;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
