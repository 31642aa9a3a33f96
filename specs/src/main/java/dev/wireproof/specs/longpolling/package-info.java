/// A question that is held until there is news: rooms, events and cursors (contract D).
@NullMarked
package dev.wireproof.specs.longpolling;

import org.jspecify.annotations.NullMarked;
