/// Ask, and be answered: notes, pages of them, and uploads in parts (contract A).
@NullMarked
package dev.wireproof.specs.requestresponse;

import org.jspecify.annotations.NullMarked;
