/// Specs of chat streams: tokens on their way from a model to a reader.
@NullMarked
package dev.wireproof.specs.chatstream;

import org.jspecify.annotations.NullMarked;
