/// Request and response: notes, pages of them, and uploads in parts (contract A).
@NullMarked
package dev.wireproof.reference.requestresponse;

import org.jspecify.annotations.NullMarked;
