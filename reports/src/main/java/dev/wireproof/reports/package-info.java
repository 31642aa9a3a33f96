/// What a run leaves behind for people and for other tools.
@NullMarked
package dev.wireproof.reports;

import org.jspecify.annotations.NullMarked;
