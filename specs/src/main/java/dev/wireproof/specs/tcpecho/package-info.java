/// Lines over TCP, each sent back as it came.
@NullMarked
package dev.wireproof.specs.tcpecho;

import org.jspecify.annotations.NullMarked;
