/// Where sockets and processes come from: the one door through which a run reaches the world.
@NullMarked
package dev.wireproof.wire.net;

import org.jspecify.annotations.NullMarked;
