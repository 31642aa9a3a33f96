/// One run from the first probe of the target to the gate, on the JUnit Platform.
@NullMarked
package dev.wireproof.harness.run;

import org.jspecify.annotations.NullMarked;
