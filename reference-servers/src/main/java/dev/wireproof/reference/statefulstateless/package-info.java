/// The reference server for stateful and stateless: a shop whose process remembers nothing. Who the
/// user is travels in a signed cookie, and what is in a cart is in a file.
@NullMarked
package dev.wireproof.reference.statefulstateless;

import org.jspecify.annotations.NullMarked;
