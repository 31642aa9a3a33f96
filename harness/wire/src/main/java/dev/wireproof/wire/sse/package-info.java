/// The event stream format (WHATWG HTML, §9.2 “Server-sent events”), as a client reads it.
@NullMarked
package dev.wireproof.wire.sse;

import org.jspecify.annotations.NullMarked;
