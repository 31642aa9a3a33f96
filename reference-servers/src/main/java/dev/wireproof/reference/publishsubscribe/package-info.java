/// The reference server for publish-subscribe: a broker over HTTP. A journal of commands is the
/// only truth on disk; what is in memory is what comes of carrying them out.
@NullMarked
package dev.wireproof.reference.publishsubscribe;

import org.jspecify.annotations.NullMarked;
