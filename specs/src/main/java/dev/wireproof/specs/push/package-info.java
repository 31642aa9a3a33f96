/// Telling those who want to know, unasked: open streams and webhooks (contract F).
@NullMarked
package dev.wireproof.specs.push;

import org.jspecify.annotations.NullMarked;
