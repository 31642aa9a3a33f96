/// Exercises: what a student builds in stages, how far a server has come, and what that is worth.
@NullMarked
package dev.wireproof.engine.exercise;

import org.jspecify.annotations.NullMarked;
