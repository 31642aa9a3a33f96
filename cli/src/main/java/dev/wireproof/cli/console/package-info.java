/// What people read of a run, on a terminal or in a log.
@NullMarked
package dev.wireproof.cli.console;

import org.jspecify.annotations.NullMarked;
