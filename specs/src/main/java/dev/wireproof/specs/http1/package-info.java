/// What an HTTP/1.1 server does on the wire (RFC 9110, RFC 9112).
@Topic(value = "http1", title = "HTTP/1.1", over = Http1.class)
@NullMarked
package dev.wireproof.specs.http1;

import dev.wireproof.clients.http1.Http1;
import dev.wireproof.engine.protocol.Topic;
import org.jspecify.annotations.NullMarked;
