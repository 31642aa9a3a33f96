/// Starters and solutions of all exercises, judged as a student's work is.
@NullMarked
package dev.wireproof.verification.exercises;

import org.jspecify.annotations.NullMarked;
