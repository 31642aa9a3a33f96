/// The rules that an incoming message must follow, each a row in a table, and the refusal of a
/// message that breaks one. They look at messages and know nothing of servers or faults.
@NullMarked
package dev.wireproof.reference.http1.check;

import org.jspecify.annotations.NullMarked;
