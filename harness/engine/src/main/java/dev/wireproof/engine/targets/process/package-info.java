/// Servers that the harness starts: their world, their output, their end with all that they
/// started.
@NullMarked
package dev.wireproof.engine.targets.process;

import org.jspecify.annotations.NullMarked;
