/// However often it is sent, it happens once: payments with idempotency keys (contract H).
@Topic(
    value = "idempotency",
    title = "Idempotency",
    over = Http1.class,
    source = "contract H",
    safety = Safety.LOAD,
    limits = @Limit(key = "idempotency-ttl", kind = LimitKind.DURATION))
@NullMarked
package dev.wireproof.specs.idempotency;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
