/// The reference server for idempotency: payments that happen once, however often they are sent.
/// One file for each key is both the claim and the record, so there is nothing between the two.
@NullMarked
package dev.wireproof.reference.idempotency;

import org.jspecify.annotations.NullMarked;
