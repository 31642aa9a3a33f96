/// What a transcript becomes for a reader: a message, a hex dump, a command.
@NullMarked
package dev.wireproof.engine.evidence;

import org.jspecify.annotations.NullMarked;
