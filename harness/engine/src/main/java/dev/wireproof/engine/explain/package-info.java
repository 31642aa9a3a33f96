/// Why a rule matters and what usually breaks it, written once in Markdown for each topic.
@NullMarked
package dev.wireproof.engine.explain;

import org.jspecify.annotations.NullMarked;
