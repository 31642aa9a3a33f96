/// The reference server for push: rooms whose events are sent, unasked, to their subscribers, on
/// open streams and at webhooks.
@NullMarked
package dev.wireproof.reference.push;

import org.jspecify.annotations.NullMarked;
