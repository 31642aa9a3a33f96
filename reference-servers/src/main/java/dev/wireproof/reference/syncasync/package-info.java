/// The reference server for synchronous and asynchronous work: it waits for others without making
/// others wait. A virtual thread for each wait is the whole technique; computing goes to threads of
/// its own, and a journal says when something is on the disk.
@NullMarked
package dev.wireproof.reference.syncasync;

import org.jspecify.annotations.NullMarked;
