/// Nagle's algorithm (RFC 9293 §3.7.4) and what it does to those who write in two pieces.
@NullMarked
package dev.wireproof.specs.nagle;

import org.jspecify.annotations.NullMarked;
