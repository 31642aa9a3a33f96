/// Raw sockets, TCP with or without TLS and UDP, with exact control over what leaves and a record
/// of all that arrives.
@NullMarked
package dev.wireproof.wire.tcp;

import org.jspecify.annotations.NullMarked;
