/// Proves what all reference servers have in common.
@NullMarked
package dev.wireproof.reference;

import org.jspecify.annotations.NullMarked;
