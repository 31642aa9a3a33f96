/// What the specs of several patterns expect alike.
@NullMarked
package dev.wireproof.specs.pattern;

import org.jspecify.annotations.NullMarked;
