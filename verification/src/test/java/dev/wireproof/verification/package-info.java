/// The proof of the project itself: that its arrows point one way, that its pages are true, that
/// every spec is seen failing, that every exercise can be done. Holds tests and nothing else.
@NullMarked
package dev.wireproof.verification;

import org.jspecify.annotations.NullMarked;
