/// What one running spec has at hand: its target, its transcript, its patience.
@NullMarked
package dev.wireproof.engine.context;

import org.jspecify.annotations.NullMarked;
