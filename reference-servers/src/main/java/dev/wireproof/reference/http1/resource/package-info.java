/// What the server has, and how methods, preconditions and ranges apply to it (RFC 9110). A request
/// becomes a response here; how either travels is not known in this room.
@NullMarked
package dev.wireproof.reference.http1.resource;

import org.jspecify.annotations.NullMarked;
