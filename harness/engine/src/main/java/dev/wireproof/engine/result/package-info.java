/// Results as they fall, kept on disk, counted, and gated.
@NullMarked
package dev.wireproof.engine.result;

import org.jspecify.annotations.NullMarked;
