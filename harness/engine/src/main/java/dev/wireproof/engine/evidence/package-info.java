/// What a recording becomes for a reader at a terminal, and the timeline that every other drawing
/// of it is made from. Knows no protocol: what octets mean was said by whoever read or wrote them.
@NullMarked
package dev.wireproof.engine.evidence;

import org.jspecify.annotations.NullMarked;
