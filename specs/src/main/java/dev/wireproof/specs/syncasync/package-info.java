/// Waiting for others without making others wait (contract B): seen from outside with two requests,
/// and with an upstream that answers when the spec says so.
@NullMarked
package dev.wireproof.specs.syncasync;

import org.jspecify.annotations.NullMarked;
