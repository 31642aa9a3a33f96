/// Servers that are correct and slow: no verdict may hang on how long they take.
@NullMarked
package dev.wireproof.verification.slow;

import org.jspecify.annotations.NullMarked;
