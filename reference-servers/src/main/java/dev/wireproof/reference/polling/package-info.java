/// The reference server for polling: jobs that are started and asked about, and rooms that are
/// asked for only if they changed.
@NullMarked
package dev.wireproof.reference.polling;

import org.jspecify.annotations.NullMarked;
