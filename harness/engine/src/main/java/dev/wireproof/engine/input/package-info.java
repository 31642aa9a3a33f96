/// What a person types or writes into a file, and how it is refused when it makes no sense.
@NullMarked
package dev.wireproof.engine.input;

import org.jspecify.annotations.NullMarked;
