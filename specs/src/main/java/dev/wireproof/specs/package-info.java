/// The executable specs: a package for each protocol or pattern, a class for each subject, a method
/// for each rule. Knows clients and the engine, never a server.
@NullMarked
package dev.wireproof.specs;

import org.jspecify.annotations.NullMarked;
