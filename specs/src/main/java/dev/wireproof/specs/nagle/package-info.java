/// Nagle's algorithm (RFC 9293 §3.7.4) and what it does to servers that write in two pieces.
///
/// The one request is `GET /`, again and again on one connection
/// ([dev.wireproof.clients.http1.Http1Wire]'s `requireServed`); what is judged is how long each
/// response takes.
@Topic(value = "nagle", title = "Nagle's algorithm", over = Http1.class)
@NullMarked
package dev.wireproof.specs.nagle;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
