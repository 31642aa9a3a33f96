/// An exchange shown in several ways: as a diagram, as octets, as a capture.
@NullMarked
package dev.wireproof.reports.evidence;

import org.jspecify.annotations.NullMarked;
