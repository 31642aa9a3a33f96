/// The reference server for long polling: rooms with events, and polls that are held until there
/// are some. To look for events and to enter the list of waiting polls is one step.
@NullMarked
package dev.wireproof.reference.longpolling;

import org.jspecify.annotations.NullMarked;
