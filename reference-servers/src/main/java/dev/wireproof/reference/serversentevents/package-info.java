/// The reference server for server-sent events: rooms, whose events a stream follows. A stream is a
/// position in its room's log and nothing more, so resuming, falling behind and joining late are
/// one and the same thing.
@NullMarked
package dev.wireproof.reference.serversentevents;

import org.jspecify.annotations.NullMarked;
