/// However often it is sent, it happens once: payments with idempotency keys (contract H).
@Topic(
    value = "idempotency",
    title = "Idempotency",
    over = Http1.class,
    source = "contract H",
    safety = Safety.LOAD)
@NullMarked
package dev.wireproof.specs.idempotency;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
