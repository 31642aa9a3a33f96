/// What an HTTP/1.1 server does on the wire (RFC 9110, RFC 9112).
@NullMarked
package dev.wireproof.specs.http1;

import org.jspecify.annotations.NullMarked;
