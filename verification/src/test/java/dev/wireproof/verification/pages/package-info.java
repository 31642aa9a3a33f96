/// The generated and the written pages agree with the code.
@NullMarked
package dev.wireproof.verification.pages;

import org.jspecify.annotations.NullMarked;
