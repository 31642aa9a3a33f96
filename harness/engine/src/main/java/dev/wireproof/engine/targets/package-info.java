/// The server under test: where it is, what it claims, and how to start, restart and stop it.
@NullMarked
package dev.wireproof.engine.targets;

import org.jspecify.annotations.NullMarked;
