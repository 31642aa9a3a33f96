/// The life of a connection, from accept to close (RFC 9112 §9): the order of responses,
/// persistence, time-outs, interim responses and the end.
@NullMarked
package dev.wireproof.reference.http1.connection;

import org.jspecify.annotations.NullMarked;
