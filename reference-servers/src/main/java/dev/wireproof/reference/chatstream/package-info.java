/// The reference server for chat streams: it passes on what a model says, token by token, and stops
/// the model when its client has left.
@NullMarked
package dev.wireproof.reference.chatstream;

import org.jspecify.annotations.NullMarked;
