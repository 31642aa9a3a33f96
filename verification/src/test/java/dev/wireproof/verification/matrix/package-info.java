/// The proof that every spec can fail: reference servers with one fault each.
@NullMarked
package dev.wireproof.verification.matrix;

import org.jspecify.annotations.NullMarked;
