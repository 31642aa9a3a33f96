/// The reference servers as targets, and commands about them.
@NullMarked
package dev.wireproof.cli.reference;

import org.jspecify.annotations.NullMarked;
