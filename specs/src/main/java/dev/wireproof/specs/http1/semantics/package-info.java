/// What requests and responses mean, whatever version of HTTP carries them (RFC 9110): methods,
/// conditions, ranges, expectations, and that no connection remembers anything.
///
/// The package above it, [dev.wireproof.specs.http1], is about how HTTP/1.1 writes them on a
/// connection.
@NullMarked
package dev.wireproof.specs.http1.semantics;

import org.jspecify.annotations.NullMarked;
