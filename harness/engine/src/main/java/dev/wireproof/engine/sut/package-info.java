/// The system under test: what a run knows of it, and what power it has over it.
@NullMarked
package dev.wireproof.engine.sut;

import org.jspecify.annotations.NullMarked;
