/// Between octets and messages: reads requests from a connection's input and writes responses as
/// octets. It decides nothing about resources, and nothing about when a connection ends.
@NullMarked
package dev.wireproof.reference.http1.codec;

import org.jspecify.annotations.NullMarked;
