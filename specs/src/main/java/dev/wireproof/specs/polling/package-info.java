/// Jobs that are started and asked about, and rooms that are asked for only if they changed
/// (contract C).
@NullMarked
package dev.wireproof.specs.polling;

import org.jspecify.annotations.NullMarked;
