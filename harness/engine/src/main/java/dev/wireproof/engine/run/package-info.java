/// One run from the first probe of the target to the gate, on the JUnit Platform.
@NullMarked
package dev.wireproof.engine.run;

import org.jspecify.annotations.NullMarked;
