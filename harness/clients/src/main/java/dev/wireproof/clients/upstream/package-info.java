/// The server behind the target, which the harness owns: it holds, answers, cuts and counts what
/// the target asks of it.
@NullMarked
package dev.wireproof.clients.upstream;

import org.jspecify.annotations.NullMarked;
