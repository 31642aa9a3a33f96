/// Reference servers: each correct by default, each with a closed set of realistic faults that can
/// be switched on. What is common to all of them is here; a server has a package of its own and
/// knows nothing of the specs that judge it.
@NullMarked
package dev.wireproof.reference;

import org.jspecify.annotations.NullMarked;
