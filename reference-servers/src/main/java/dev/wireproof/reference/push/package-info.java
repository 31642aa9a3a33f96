/// The reference server for push: rooms whose events are told, unasked, to those who want to know,
/// on open streams and at webhooks.
@NullMarked
package dev.wireproof.reference.push;

import org.jspecify.annotations.NullMarked;
