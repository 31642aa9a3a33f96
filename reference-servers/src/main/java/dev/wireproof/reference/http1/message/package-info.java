/// HTTP messages as values (RFC 9110, RFC 9112): they know the grammar, but neither sockets nor
/// faults. A string holds one octet per character, so that nothing is decoded before it is checked.
@NullMarked
package dev.wireproof.reference.http1.message;

import org.jspecify.annotations.NullMarked;
