/// Proves the HTTP/1.1 reference server with octets written by hand.
@NullMarked
package dev.wireproof.reference.http1;

import org.jspecify.annotations.NullMarked;
