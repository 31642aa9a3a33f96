/// Octets, transcripts and deadlines: what every protocol's raw client is made of. Knows nothing of
/// tests, verdicts or targets.
@NullMarked
package dev.wireproof.wire;

import org.jspecify.annotations.NullMarked;
