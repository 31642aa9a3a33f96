/// What can be said of a rule after it was tried, and how a spec says it.
@NullMarked
package dev.wireproof.engine.verdict;

import org.jspecify.annotations.NullMarked;
