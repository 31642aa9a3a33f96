/// What the specs of several patterns expect alike, and no single room owns.
@NullMarked
package dev.wireproof.specs.pattern;

import org.jspecify.annotations.NullMarked;
