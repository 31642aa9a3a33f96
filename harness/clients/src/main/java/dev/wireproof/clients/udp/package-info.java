/// Datagrams: so far, whether a started server answers one.
@NullMarked
package dev.wireproof.clients.udp;

import org.jspecify.annotations.NullMarked;
