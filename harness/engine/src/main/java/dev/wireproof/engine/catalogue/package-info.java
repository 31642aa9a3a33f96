/// Every spec there is, found and cross-checked, and the choice of those to run.
@NullMarked
package dev.wireproof.engine.catalogue;

import org.jspecify.annotations.NullMarked;
