/// The HTTP/1.1 client of the specs and the expectations they state.
@NullMarked
package dev.wireproof.clients.http1;

import org.jspecify.annotations.NullMarked;
