/// A broker over HTTP: topics, subscriptions, acknowledgements (contract G). What clients saw is
/// recorded as a history, and the history is judged.
@Topic(
    value = "publish-subscribe",
    title = "Publish-subscribe",
    over = Http1.class,
    source = "contract G",
    safety = Safety.LOAD,
    limits = {@Limit(key = "ack-timeout", kind = LimitKind.DURATION), @Limit(key = "long-poll-hold", kind = LimitKind.DURATION)})
@NullMarked
package dev.wireproof.specs.publishsubscribe;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.spec.Safety;
import dev.wireproof.engine.protocol.Limit;
import dev.wireproof.engine.protocol.LimitKind;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
