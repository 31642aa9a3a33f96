/// What specs of communication patterns speak with: JSON over HTTP/1.1, event streams, races, the
/// upstream behind the target. Everything stands on raw connections, so the octets stay in
/// evidence.
@NullMarked
package dev.wireproof.clients.pattern;

import org.jspecify.annotations.NullMarked;
