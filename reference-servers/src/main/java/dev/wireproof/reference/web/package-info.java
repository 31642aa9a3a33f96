/// A small HTTP/1.1 server that the reference servers of the patterns stand on: one virtual thread
/// for each connection, a router, JSON bodies, bodies that go out piece by piece, and the signal
/// that a client has left. It keeps to the plain part of HTTP/1.1; the protocol's own reference is
/// the package `http1`.
@NullMarked
package dev.wireproof.reference.web;

import org.jspecify.annotations.NullMarked;
