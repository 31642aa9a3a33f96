/// What the HTTP/1.1 server can do wrong on purpose: every fault, and the [Faults] that one server
/// runs with. Here a fault is only described; the room whose decision it changes asks for it there.
@NullMarked
package dev.wireproof.reference.http1.fault;

import org.jspecify.annotations.NullMarked;
