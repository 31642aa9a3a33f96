/// A server that sends lines back over TCP.
@NullMarked
package dev.wireproof.reference.tcpecho;

import org.jspecify.annotations.NullMarked;
