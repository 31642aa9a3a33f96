/// What a process remembers of its clients, and whether that matters: a login and a cart (contract
/// I).
@Topic(
    value = "stateful-stateless",
    title = "Stateful and stateless",
    over = Http1.class,
    source = "contract I",
    safety = Safety.LOAD)
@NullMarked
package dev.wireproof.specs.statefulstateless;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
