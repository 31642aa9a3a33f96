/// The command: thin, over the engine, the specs, the reference servers and the reports.
@NullMarked
package dev.wireproof.cli;

import org.jspecify.annotations.NullMarked;
