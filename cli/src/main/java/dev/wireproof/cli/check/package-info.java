/// Commands of those who work on an exercise.
@NullMarked
package dev.wireproof.cli.check;

import org.jspecify.annotations.NullMarked;
