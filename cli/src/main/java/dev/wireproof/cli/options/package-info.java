/// Options that several commands have.
@NullMarked
package dev.wireproof.cli.options;

import org.jspecify.annotations.NullMarked;
