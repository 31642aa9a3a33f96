/// Sequence diagrams for lessons, drawn from a real recording and freed of what differs from run to
/// run: times, ports, the names that a spec made up, the way octets were cut into segments.
@NullMarked
package dev.wireproof.reports.sequence;

import org.jspecify.annotations.NullMarked;
