/// Commands that tell what there is to know of specs.
@NullMarked
package dev.wireproof.cli.explain;

import org.jspecify.annotations.NullMarked;
