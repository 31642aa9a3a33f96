/// The HTTP/1.1 origin server (RFC 9110, RFC 9112) on plain sockets, written to be read.
///
/// A request travels through small rooms: [Http1Server] accepts, a [Connection] loops over the
/// requests of one client, a [RequestReader] makes a [Request] out of octets, a [Service] finds the
/// answer, a [ResponseWriter] puts it on the wire. Every rule that refuses a request is a row in a
/// table of [Check]s; every other choice that a fault can bend is one small method that asks
/// [Faults].
@NullMarked
package dev.wireproof.reference.http1;

import org.jspecify.annotations.NullMarked;
