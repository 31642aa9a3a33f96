/// The reference server for chat streams: it passes on what a model says, token by token, and stops
/// the model when nobody listens any more.
@NullMarked
package dev.wireproof.reference.chatstream;

import org.jspecify.annotations.NullMarked;
