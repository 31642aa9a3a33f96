/// The client of specs that speak lines over TCP.
@NullMarked
package dev.wireproof.harness.tcp;

import org.jspecify.annotations.NullMarked;
