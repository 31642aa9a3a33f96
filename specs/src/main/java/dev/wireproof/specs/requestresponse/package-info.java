/// Ask, and be answered: notes, pages of them, and uploads in parts (contract A).
@Topic(
    value = "request-response",
    title = "Request-response",
    over = Http1.class,
    safety = Safety.LOAD)
@NullMarked
package dev.wireproof.specs.requestresponse;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
