/// However often it is sent, it happens once: payments with idempotency keys (contract H).
@NullMarked
package dev.wireproof.specs.idempotency;

import org.jspecify.annotations.NullMarked;
