/// The HTTP/1.1 origin server (RFC 9110, RFC 9112) on plain sockets, written to be read: here are
/// its listener and its entry in the catalogue, below are its rooms.
///
/// | package | what it has | which packages it uses |
/// | --- | --- | --- |
/// | `message` | requests, responses and their parts, as values | none |
/// | `check` | the rules that an incoming message must follow | `message` |
/// | `fault` | what a server can do wrong on purpose | `check`, `message` |
/// | `codec` | octets to requests, responses to octets | `fault`, `check`, `message` |
/// | `resource` | what the server has, and its response to a request | `fault`, `message` |
/// | `connection` | a connection from accept to close | all of these |
///
/// A request travels through them in this order: [Http1Server] accepts, a `Connection` loops over
/// the requests of one client, a `RequestReader` makes a `Head` out of octets, a `Service` finds
/// the response, a `ResponseWriter` turns it into octets. Every rule that refuses a request is a
/// row in a table of `Check`s; every other choice that a fault can change is one small method that
/// asks `Faults`.
@NullMarked
package dev.wireproof.reference.http1;

import org.jspecify.annotations.NullMarked;
