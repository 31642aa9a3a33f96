/// A way of speaking with a target, as the engine sees it. The engine knows no other: protocols
/// register themselves with the service loader.
@NullMarked
package dev.wireproof.engine.protocol;

import org.jspecify.annotations.NullMarked;
