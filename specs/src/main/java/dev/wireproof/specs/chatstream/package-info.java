/// Specs of chat streams: tokens on their way from a model to a reader.
@Topic(
    value = "chat-stream",
    title = "Chat stream",
    over = Http1.class,
    source = "contract J",
    safety = Safety.LOAD,
    limits = @Limit(key = "heartbeat", kind = LimitKind.DURATION))
@NullMarked
package dev.wireproof.specs.chatstream;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
