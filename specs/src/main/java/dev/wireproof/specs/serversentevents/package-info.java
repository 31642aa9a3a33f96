/// Specs of server-sent events: one answer that never ends, and can be resumed.
@NullMarked
package dev.wireproof.specs.serversentevents;

import org.jspecify.annotations.NullMarked;
