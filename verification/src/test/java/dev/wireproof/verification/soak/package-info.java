/// Many runs of the correct references on a busy machine.
@NullMarked
package dev.wireproof.verification.soak;

import org.jspecify.annotations.NullMarked;
