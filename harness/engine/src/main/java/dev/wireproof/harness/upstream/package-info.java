/// The server behind the target, which the harness owns: it holds, answers, cuts and counts what
/// the target asks of it.
@NullMarked
package dev.wireproof.harness.upstream;

import org.jspecify.annotations.NullMarked;
