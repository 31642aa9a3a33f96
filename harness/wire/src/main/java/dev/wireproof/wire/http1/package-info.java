/// HTTP/1.1 (RFC 9112) as octets: requests that may be malformed on purpose, responses read without
/// losing or judging anything, and the rules that every response is held to.
@NullMarked
package dev.wireproof.wire.http1;

import org.jspecify.annotations.NullMarked;
