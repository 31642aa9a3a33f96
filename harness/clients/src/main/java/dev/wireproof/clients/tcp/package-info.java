/// The client of specs that speak lines over TCP.
@NullMarked
package dev.wireproof.clients.tcp;

import org.jspecify.annotations.NullMarked;
