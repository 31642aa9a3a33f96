/// A broker over HTTP: topics, subscriptions, acknowledgements (contract G). What clients saw is
/// recorded as a history, and the history is judged.
@NullMarked
package dev.wireproof.specs.publishsubscribe;

import org.jspecify.annotations.NullMarked;
