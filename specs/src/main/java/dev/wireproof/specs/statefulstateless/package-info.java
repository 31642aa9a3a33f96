/// What a process remembers of its clients, and whether that matters: a login and a cart (contract
/// I).
@NullMarked
package dev.wireproof.specs.statefulstateless;

import org.jspecify.annotations.NullMarked;
