/// The reference server for long polling: rooms with events, and questions that are held until
/// there is news. To look for news and to enter the list of those who wait is one step.
@NullMarked
package dev.wireproof.reference.longpolling;

import org.jspecify.annotations.NullMarked;
